namespace RstKb.Knowledge;

/// <summary>One page of the wiki, read from Markdown with front matter.</summary>
public sealed record Article
{
    public required ArticleKind Kind { get; init; }

    /// <summary>Lower-case words with hyphens; the file's name and the last part of the address.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>One sentence, plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>What applications print, most frequent first; empty where nothing is printed.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary><c>connecting</c>, <c>sending</c>, <c>silence</c> or <c>closing</c>; null for a guide.</summary>
    public string? Stage { get; init; }

    /// <summary><c>client</c>, <c>server</c>, <c>middlebox</c> or <c>either</c>; null for a guide.</summary>
    public string? SentBy { get; init; }

    /// <summary><c>harmful</c>, <c>benign</c> or <c>depends</c>; null for a guide.</summary>
    public string? Harm { get; init; }

    /// <summary>What is lost when it happens, in a sentence or two; null for a guide.</summary>
    public string? Lost { get; init; }

    /// <summary>How often this cause is behind the errors it lists: <c>often</c>, <c>sometimes</c> or <c>rarely</c>; null for a guide.</summary>
    public string? Seen { get; init; }

    /// <summary>True where a reader may sort the tables.</summary>
    public bool IsSortable { get; init; }

    /// <summary>Place in the list of guides, 1 first; 10 where the guide asks for none.</summary>
    public int Order { get; init; }

    /// <summary>Why no rule of the engine carries this slug; null where one does, and for a guide.</summary>
    public string? NoRuleBecause { get; init; }

    /// <summary>Slugs of articles to read next, causes or guides.</summary>
    public required IReadOnlyList<string> Related { get; init; }

    /// <summary>The day on which somebody last checked every statement.</summary>
    public required DateOnly Reviewed { get; init; }

    /// <summary>The body as HTML that is safe to place in a page; headings start at level 2.</summary>
    public required string Html { get; init; }

    /// <summary>The body as it was written, without the front matter.</summary>
    public required string Markdown { get; init; }

    /// <summary>In order of appearance.</summary>
    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>Path relative to the content folder, with forward slashes, for instance <c>causes/closed-port.md</c>.</summary>
    public required string SourcePath { get; init; }

    /// <summary>The body with one table in another order; <see cref="Html"/> where nothing can be sorted.</summary>
    public string HtmlSorted(TableOrder? order) => IsSortable && order is not null
        ? Rendering.ArticleRenderer.Render(SourcePath, Markdown, 1, "/" + Path.ChangeExtension(SourcePath, null), order).Html
        : Html;

    /// <summary>The body in plain words, cut at its headings, for the search.</summary>
    internal IReadOnlyList<ArticleSection> Sections { get; init; } = [];
}
