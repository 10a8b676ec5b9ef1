namespace RstKb.Knowledge.Search;

/// <summary>The terms of the articles by field, and what each field weighs: an error string is what people search for; a title says more than a paragraph.</summary>
internal static class ArticleTerms
{
    private static readonly (double Weight, Func<Article, IEnumerable<string>> Texts)[] Fields =
    [
        (8.0, article => article.Errors),
        (8.0, article => [article.Title, article.Slug]),
        (6.0, article => article.Lost is null ? [article.Summary] : [article.Summary, article.Lost]),
        (3.0, article => article.Headings.Select(heading => heading.Text)),
        (1.0, article => article.Sections.Select(section => section.Text)),
    ];

    public static IReadOnlyList<double> Weights { get; } = [.. Fields.Select(field => field.Weight)];

    /// <summary>The terms of each field, with blanks between them.</summary>
    public static IReadOnlyList<string> Of(Article article) =>
        [.. Fields.Select(field => string.Join(' ', field.Texts(article).SelectMany(Words.In).Select(word => word.Term)))];
}
