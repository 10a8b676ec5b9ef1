using RstKb.Web.Components.Wiki;
using RstKb.Web.Hosting;

namespace RstKb.Web.Components.Home;

/// <summary>The captures that lie beside the articles. The folder is looked at again every few seconds at most.</summary>
public sealed class SampleCaptures(ContentFolder content, ArticleLibrary library, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly string[] Favourites = ["idle-timeout-middlebox", "on-path-injection", "close-with-unread-data", "closed-port"];

    private readonly string folder = Path.Combine(content.Path, "captures");
    private volatile Listing? listing;

    /// <summary>Four that show the most, for the front page.</summary>
    public IReadOnlyList<SampleCapture> ForHome() =>
        Favourites.Select(Of).OfType<SampleCapture>().ToList();

    /// <summary>The sample of a cause, or null.</summary>
    public SampleCapture? Of(string slug)
    {
        var files = Files();
        var file = files.FirstOrDefault(name => name.StartsWith(slug + ".", StringComparison.Ordinal))
            ?? files.FirstOrDefault(name => name.StartsWith(slug + "-", StringComparison.Ordinal));
        return file is null ? null : new SampleCapture(file, library.Current.Titles.Of(slug));
    }

    /// <summary>The path of a sample on disk; null for a name that is not in the list.</summary>
    public string? PathOf(string file) => Files().Contains(file) ? Path.Combine(folder, file) : null;

    private IReadOnlyList<string> Files()
    {
        if (listing is { } known && clock.GetElapsedTime(known.At) < Every)
        {
            return known.Files;
        }

        List<string> files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.pcap*").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToList()
            : [];
        listing = new Listing(clock.GetTimestamp(), files);
        return files;
    }

    private sealed record Listing(long At, IReadOnlyList<string> Files);
}
