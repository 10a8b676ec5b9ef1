using RstKb.Knowledge.FrontMatter;
using RstKb.Knowledge.Rendering;
using RstKb.Knowledge.Search;

namespace RstKb.Knowledge;

/// <summary>All articles, read once at the start. It does not change afterwards and may be used from any thread.</summary>
public sealed class ArticleCatalogue
{
    /// <summary>An article is prose; a file above this many bytes is something else.</summary>
    private const long MaxFileBytes = 1024 * 1024;

    private readonly Dictionary<(ArticleKind Kind, string Slug), Article> _bySlug;

    private ArticleCatalogue(IReadOnlyList<Article> articles, IEnumerable<Reference> links, IEnumerable<Reference> related)
    {
        Articles = articles;
        _bySlug = articles.ToDictionary(article => (article.Kind, article.Slug));
        DeadLinks = [.. links.Where(link => !Resolves(link.Article, link.Target))
            .Concat(related.Where(link => Find(ArticleKind.Cause, link.Target) is null && Find(ArticleKind.Guide, link.Target) is null))
            .Select(link => new DeadLink(link.Article.SourcePath, link.Line, link.Target))];
    }

    /// <summary>Causes, then guides, each in order of their slugs.</summary>
    public IReadOnlyList<Article> Articles { get; }

    /// <summary>Links and related slugs that lead to no article or to no heading of it. A test keeps this empty.</summary>
    public IReadOnlyList<DeadLink> DeadLinks { get; }

    /// <summary>Reads <c>causes/*.md</c> and <c>guides/*.md</c> below the folder; either may be missing.</summary>
    /// <param name="contentRoot">The content folder.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="ArticleFormatException">An article breaks a rule.</exception>
    public static ArticleCatalogue Load(string contentRoot)
    {
        if (!Directory.Exists(contentRoot))
        {
            throw new DirectoryNotFoundException($"The content folder {contentRoot} does not exist.");
        }

        var articles = new List<Article>();
        var links = new List<Reference>();
        var related = new List<Reference>();
        foreach (var (kind, folder) in new[] { (ArticleKind.Cause, "causes"), (ArticleKind.Guide, "guides") })
        {
            string path = Path.Combine(contentRoot, folder);
            string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.md") : [];
            Array.Sort(files, StringComparer.Ordinal);
            foreach (string file in files)
            {
                articles.Add(Read(kind, $"{folder}/{Path.GetFileName(file)}", file, links, related));
            }
        }

        return new ArticleCatalogue(articles, links, related);
    }

    /// <summary>The article, or null.</summary>
    public Article? Find(ArticleKind kind, string slug) => _bySlug.GetValueOrDefault((kind, slug));

    /// <summary>The causes that belong to a stage (<c>connecting</c>, <c>sending</c>, <c>silence</c>, <c>closing</c>), in order of their titles.</summary>
    public IEnumerable<Article> ByStage(string stage) =>
        Articles.Where(article => article.Stage == stage).OrderBy(article => article.Title, StringComparer.OrdinalIgnoreCase);

    /// <summary>The article whose slug is most like a mistyped one, or null where none is near.</summary>
    public Article? Nearest(ArticleKind kind, string slug)
    {
        int farthest = Math.Max(1, slug.Length / 3);
        return Articles.Where(article => article.Kind == kind)
            .Select(article => (article, Distance: EditDistance.Between(slug, article.Slug, farthest)))
            .Where(candidate => candidate.Distance <= farthest)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.article)
            .FirstOrDefault();
    }

    private static Article Read(ArticleKind kind, string relativePath, string file, List<Reference> links, List<Reference> related)
    {
        if (new FileInfo(file).Length > MaxFileBytes)
        {
            throw new ArticleFormatException(relativePath, 1, "the file is larger than 1 MiB and no article");
        }

        var block = FrontMatterBlock.Read(relativePath, File.ReadAllText(file));
        var header = ArticleHeader.Read(kind, block);
        var rendered = ArticleRenderer.Render(relativePath, block.Body, block.BodyLine);
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
            Seen = header.Seen,
            NoRuleBecause = header.NoRuleBecause,
            Related = header.Related,
            Reviewed = header.Reviewed,
            Html = rendered.Html,
            Markdown = block.Body,
            Headings = rendered.Headings,
            SourcePath = relativePath,
            Sections = rendered.Sections,
        };
        links.AddRange(rendered.LinksHere.Select(link => new Reference(article, link.Line, link.Target)));
        related.AddRange(header.Related.Select(slug => new Reference(article, header.RelatedLine, slug)));
        return article;
    }

    /// <summary>A fragment has to be a heading; a path of the site outside the wiki is not checked here.</summary>
    private bool Resolves(Article source, string target)
    {
        string[] parts = target.Split('#', 2);
        string[] steps = parts[0].Split('/');
        Article? leadsTo = steps switch
        {
            [""] => source,
            ["", "causes", var slug] when slug.Length > 0 => Find(ArticleKind.Cause, slug),
            ["", "guides", var slug] when slug.Length > 0 => Find(ArticleKind.Guide, slug),
            _ => null,
        };
        if (leadsTo is null)
        {
            return steps is ["", not ("causes" or "guides"), ..] or ["", "causes" or "guides"];
        }

        return parts.Length == 1 || leadsTo.Headings.Any(heading => heading.Id == parts[1]);
    }

    private readonly record struct Reference(Article Article, int Line, string Target);
}
