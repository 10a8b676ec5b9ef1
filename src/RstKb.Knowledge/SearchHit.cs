namespace RstKb.Knowledge;

/// <summary>An article that a search found.</summary>
/// <param name="Article">The article.</param>
/// <param name="SnippetHtml">The words around the hit, escaped, with <c>&lt;mark&gt;</c> around what matched; safe to place in a page.</param>
/// <param name="HeadingId">The section that holds the hit; null where it is in the title, the summary or an error string.</param>
/// <param name="IsErrorMatch">True where the query is, holds, or nearly is one of the article's error strings.</param>
public sealed record SearchHit(Article Article, string SnippetHtml, string? HeadingId, bool IsErrorMatch);
