using RstKb.Knowledge.Search;

namespace RstKb.Knowledge;

/// <summary>All articles at one moment. It does not change and may be used from any thread; <see cref="Refresh"/> gives the next one.</summary>
public sealed class ArticleCatalogue
{
    private readonly string _contentRoot;
    private readonly Dictionary<(ArticleKind Kind, string Slug), Article> _bySlug;
    private readonly Dictionary<string, ArticleFiles.ReadFile> _files;
    private readonly RedirectList _redirects;

    private ArticleCatalogue(string contentRoot, Dictionary<string, ArticleFiles.ReadFile> files, IEnumerable<string> order, RedirectList redirects, IReadOnlyList<ArticleFault> faults)
    {
        _contentRoot = contentRoot;
        _files = files;
        _redirects = redirects;
        Faults = faults;
        Articles = [.. order.Where(files.ContainsKey).Select(path => files[path].Article)];
        _bySlug = Articles.ToDictionary(article => (article.Kind, article.Slug));
        DeadLinks = [.. Articles.SelectMany(article => DeadLinksOf(files[article.SourcePath]))
            .Concat(redirects.Entries.Where(entry => !Resolves(null, entry.To)).Select(entry => new DeadLink(RedirectList.FileName, entry.Line, entry.To)))
            .Concat(redirects.Entries.Where(entry => Resolves(null, entry.From)).Select(entry => new DeadLink(RedirectList.FileName, entry.Line, entry.From)))];
    }

    /// <summary>Causes, then guides, each in order of their slugs.</summary>
    public IReadOnlyList<Article> Articles { get; }

    /// <summary>Links and related slugs that lead to no article or to no heading of it, and redirects that lead nowhere or hide an article. A test keeps this empty.</summary>
    public IReadOnlyList<DeadLink> DeadLinks { get; }

    /// <summary>Files that changed and could not be read; their articles are those of before.</summary>
    public IReadOnlyList<ArticleFault> Faults { get; }

    /// <summary>Reads <c>causes/*.md</c>, <c>guides/*.md</c> and <c>redirects.txt</c> below the folder; each may be missing.</summary>
    /// <param name="contentRoot">The content folder.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="ArticleFormatException">An article breaks a rule.</exception>
    public static ArticleCatalogue Load(string contentRoot)
    {
        if (!Directory.Exists(contentRoot))
        {
            throw new DirectoryNotFoundException($"The content folder {contentRoot} does not exist.");
        }

        var files = new Dictionary<string, ArticleFiles.ReadFile>(StringComparer.Ordinal);
        var found = ArticleFiles.In(contentRoot);
        foreach (var (kind, path, file) in found)
        {
            files.Add(path, ArticleFiles.Read(kind, path, file));
        }

        return new ArticleCatalogue(contentRoot, files, found.Select(entry => entry.RelativePath), RedirectList.Read(contentRoot), []);
    }

    /// <summary>
    /// The articles as they are now: this same catalogue where no file changed. Only what changed is read again. A file that cannot be read any
    /// more leaves what it held before and is named in <see cref="Faults"/>.
    /// </summary>
    public ArticleCatalogue Refresh()
    {
        try
        {
            return RefreshFiles();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArticleFormatException)
        {
            var told = new ArticleFault("content", fault.Message);
            return Faults.Contains(told) ? this : new ArticleCatalogue(_contentRoot, _files, Articles.Select(article => article.SourcePath), _redirects, [told]);
        }
    }

    private ArticleCatalogue RefreshFiles()
    {
        var found = ArticleFiles.In(_contentRoot);
        var redirects = _redirects.Refresh(_contentRoot);
        var files = new Dictionary<string, ArticleFiles.ReadFile>(StringComparer.Ordinal);
        var faults = new List<ArticleFault>();
        bool changed = redirects != _redirects;
        foreach (var (kind, path, file) in found)
        {
            var before = _files.GetValueOrDefault(path);
            if (before?.Stamp == ArticleFiles.StampOf(file) && !Faults.Any(fault => fault.SourcePath == path))
            {
                files.Add(path, before);
                continue;
            }

            try
            {
                files.Add(path, ArticleFiles.Read(kind, path, file));
                changed = true;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArticleFormatException)
            {
                faults.Add(new ArticleFault(path, fault.Message));
                if (before is not null)
                {
                    files.Add(path, before);
                }
            }
        }

        changed |= files.Count != _files.Count || !faults.SequenceEqual(Faults);
        return changed ? new ArticleCatalogue(_contentRoot, files, found.Select(entry => entry.RelativePath), redirects, faults) : this;
    }

    /// <summary>The article, or null.</summary>
    public Article? Find(ArticleKind kind, string slug) => _bySlug.GetValueOrDefault((kind, slug));

    /// <summary>Where an address of a renamed article leads now, for instance <c>/causes/closed-port</c>; null for an address that was never another one.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string? RedirectOf(string path) => _redirects.TargetOf(path);

    /// <summary>The causes that belong to a stage (<c>connecting</c>, <c>sending</c>, <c>silence</c>, <c>closing</c>): the frequent ones first, then in order of their titles.</summary>
    public IEnumerable<Article> ByStage(string stage) => Articles.Where(article => article.Stage == stage)
        .OrderBy(article => article.Seen switch { "often" => 0, "rarely" => 2, _ => 1 })
        .ThenBy(article => article.Title, StringComparer.OrdinalIgnoreCase);

    /// <summary>The guides, those that most people want first.</summary>
    public IEnumerable<Article> Guides => Articles.Where(article => article.Kind == ArticleKind.Guide)
        .OrderBy(article => article.Order)
        .ThenBy(article => article.Title, StringComparer.OrdinalIgnoreCase);

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

    private IEnumerable<DeadLink> DeadLinksOf(ArticleFiles.ReadFile file) =>
        file.Links.Where(link => !Resolves(file.Article, link.Target)).Select(link => new DeadLink(file.Article.SourcePath, link.Line, link.Target))
            .Concat(file.Article.Related.Where(slug => Find(ArticleKind.Cause, slug) is null && Find(ArticleKind.Guide, slug) is null)
                .Select(slug => new DeadLink(file.Article.SourcePath, file.RelatedLine, slug)));

    /// <summary>A fragment has to be a heading; a path of the site outside the wiki is not checked here.</summary>
    private bool Resolves(Article? source, string target)
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
}
