using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

/// <summary>A content folder that lives as long as its test.</summary>
public sealed class ContentFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rstkb-content-").FullName;

    public string Root => _root;

    public ContentFolder Cause(string slug, string body = "Words.", string title = "A title", string summary = "A summary.", params string[] errors)
    {
        string list = errors.Length == 0 ? "[]" : string.Concat(errors.Select(error => $"\n  - '{error.Replace("'", "''")}'"));
        return File($"causes/{slug}.md", $"""
            ---
            slug: {slug}
            title: {title}
            summary: {summary}
            errors: {list}
            stage: sending
            sent_by: server
            harm: harmful
            lost: What was under way.
            related: []
            reviewed: 2026-11-20
            ---
            {body}
            """);
    }

    public ContentFolder Guide(string slug, string body) => File($"guides/{slug}.md", $"""
        ---
        slug: {slug}
        title: A guide
        summary: A summary.
        reviewed: 2026-11-20
        ---
        {body}
        """);

    public ContentFolder File(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
        return this;
    }

    public ArticleCatalogue Load() => ArticleCatalogue.Load(_root);

    public void Dispose() => Directory.Delete(_root, true);
}
