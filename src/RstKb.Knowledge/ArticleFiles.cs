using RstKb.Knowledge.FrontMatter;
using RstKb.Knowledge.Rendering;

namespace RstKb.Knowledge;

/// <summary>Reads articles from files, and reads again only what changed.</summary>
internal static class ArticleFiles
{
    /// <summary>An article is prose; a file above this many bytes is something else.</summary>
    private const long MaxFileBytes = 1024 * 1024;

    /// <summary>A wiki of more pages than this is another program's work.</summary>
    private const int MaxFiles = 2_000;

    private static readonly (ArticleKind Kind, string Folder)[] Folders = [(ArticleKind.Cause, "causes"), (ArticleKind.Guide, "guides")];

    /// <summary>One file as it was read.</summary>
    /// <param name="Stamp">Its length and time when it was read.</param>
    /// <param name="Links">Lines and targets that lead into this site.</param>
    /// <param name="RelatedLine">The line of the related slugs.</param>
    internal sealed record ReadFile(FileStamp Stamp, Article Article, IReadOnlyList<(int Line, string Target)> Links, int RelatedLine);

    /// <summary>Tells two versions of a file apart.</summary>
    internal readonly record struct FileStamp(long Bytes, DateTime WrittenUtc);

    /// <summary>The files of a content folder with their kinds, in the order in which articles are listed.</summary>
    /// <exception cref="ArticleFormatException">There are too many.</exception>
    public static List<(ArticleKind Kind, string RelativePath, FileInfo File)> In(string contentRoot)
    {
        var found = new List<(ArticleKind, string, FileInfo)>();
        foreach (var (kind, folder) in Folders)
        {
            var directory = new DirectoryInfo(Path.Combine(contentRoot, folder));
            var files = directory.Exists ? directory.GetFiles("*.md") : [];
            Array.Sort(files, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            found.AddRange(files.Select(file => (kind, $"{folder}/{file.Name}", file)));
        }

        return found.Count <= MaxFiles ? found : throw new ArticleFormatException("content", 1, $"there are {found.Count} articles, and {MaxFiles} are read at most");
    }

    /// <summary>A file's stamp; it changes when the file does.</summary>
    public static FileStamp StampOf(FileInfo file) => new(file.Length, file.LastWriteTimeUtc);

    /// <exception cref="ArticleFormatException">The article breaks a rule.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReadFile Read(ArticleKind kind, string relativePath, FileInfo file)
    {
        FileStamp stamp = StampOf(file);
        if (stamp.Bytes > MaxFileBytes)
        {
            throw new ArticleFormatException(relativePath, 1, "the file is larger than 1 MiB and no article");
        }

        var block = FrontMatterBlock.Read(relativePath, File.ReadAllText(file.FullName));
        var header = ArticleHeader.Read(kind, block);
        var rendered = ArticleRenderer.Render(relativePath, block.Body, block.BodyLine, header.IsSortable ? "/" + Path.ChangeExtension(relativePath, null) : null);
        var article = new Article
        {
            Kind = kind,
            Slug = header.Slug,
            Title = header.Title,
            Summary = header.Summary,
            Errors = header.Errors,
            Stage = header.Stage,
            SentBy = header.SentBy,
            Harm = header.Harm,
            Lost = header.Lost,
            Seen = header.Seen,
            IsSortable = header.IsSortable,
            Order = header.Order,
            NoRuleBecause = header.NoRuleBecause,
            Related = header.Related,
            Reviewed = header.Reviewed,
            Html = rendered.Html,
            Markdown = block.Body,
            Headings = rendered.Headings,
            SourcePath = relativePath,
            Sections = rendered.Sections,
        };
        return new ReadFile(stamp, article, rendered.LinksHere, header.RelatedLine);
    }
}
