using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Home;

/// <summary>The captures that lie beside the articles. They are listed once at the start.</summary>
public sealed class SampleCaptures
{
    private static readonly string[] Favourites = ["idle-timeout-middlebox", "on-path-injection", "close-with-unread-data", "closed-port"];

    private readonly string folder;
    private readonly List<string> files;
    private readonly CauseTitles titles;

    public SampleCaptures(string contentRoot, CauseTitles titles)
    {
        folder = Path.Combine(contentRoot, "captures");
        this.titles = titles;
        files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.pcap*").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToList()
            : [];
    }

    /// <summary>Four that show the most, for the front page.</summary>
    public IReadOnlyList<SampleCapture> ForHome() =>
        Favourites.Select(Of).OfType<SampleCapture>().ToList();

    /// <summary>The sample of a cause, or null.</summary>
    public SampleCapture? Of(string slug)
    {
        var file = files.FirstOrDefault(name => name.StartsWith(slug + ".", StringComparison.Ordinal))
            ?? files.FirstOrDefault(name => name.StartsWith(slug + "-", StringComparison.Ordinal));
        return file is null ? null : new SampleCapture(file, titles.Of(slug));
    }

    /// <summary>The path of a sample on disk; null for a name that is not in the list.</summary>
    public string? PathOf(string file) => files.Contains(file) ? Path.Combine(folder, file) : null;
}
