namespace RstKb.Knowledge;

/// <summary>Addresses of renamed articles: each line of <c>redirects.txt</c> holds the old address and the new one; lines that start with # are remarks.</summary>
internal sealed class RedirectList
{
    public const string FileName = "redirects.txt";

    private const int MaxEntries = 10_000;

    private readonly ArticleFiles.FileStamp? _stamp;
    private readonly Dictionary<string, string> _targets;

    private RedirectList(ArticleFiles.FileStamp? stamp, IReadOnlyList<Entry> entries)
    {
        _stamp = stamp;
        Entries = entries;
        _targets = entries.ToDictionary(entry => entry.From, entry => entry.To, StringComparer.Ordinal);
    }

    /// <summary>One line.</summary>
    internal readonly record struct Entry(int Line, string From, string To);

    public IReadOnlyList<Entry> Entries { get; }

    public string? TargetOf(string path) => _targets.GetValueOrDefault(path);

    /// <exception cref="ArticleFormatException">A line is no pair of addresses of this site, or an address stands twice.</exception>
    public static RedirectList Read(string contentRoot)
    {
        var file = new FileInfo(Path.Combine(contentRoot, FileName));
        return file.Exists ? new RedirectList(ArticleFiles.StampOf(file), [.. EntriesOf(File.ReadLines(file.FullName))]) : new RedirectList(null, []);
    }

    /// <summary>This list where the file did not change.</summary>
    public RedirectList Refresh(string contentRoot)
    {
        var file = new FileInfo(Path.Combine(contentRoot, FileName));
        ArticleFiles.FileStamp? stamp = file.Exists ? ArticleFiles.StampOf(file) : null;
        return stamp == _stamp ? this : Read(contentRoot);
    }

    private static IEnumerable<Entry> EntriesOf(IEnumerable<string> lines)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }

            if (words is not [['/', not '/', ..] from, ['/', not '/', ..] to] || taken.Count >= MaxEntries || !taken.Add(from))
            {
                throw new ArticleFormatException(FileName, number, "a line is an old address, which stands once only, and the new one: /causes/old /causes/new");
            }

            yield return new Entry(number, from, to);
        }
    }
}
