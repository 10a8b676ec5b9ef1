namespace RstKb.Knowledge.Rendering;

/// <param name="Html">Safe to place in a page.</param>
/// <param name="Headings">In order.</param>
/// <param name="Sections">Plain words for the search.</param>
/// <param name="LinksHere">Links that do not leave this site, with the file's line.</param>
internal sealed record RenderedArticle(
    string Html, IReadOnlyList<Heading> Headings, IReadOnlyList<ArticleSection> Sections, IReadOnlyList<(int Line, string Target)> LinksHere);
