using RstKb.Cases.Search;
using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

/// <summary>The search over a catalogue with the engine that the app brings.</summary>
internal static class ArticleSearch
{
    public static SearchIndex Over(ArticleCatalogue catalogue) => new(catalogue, static (pages, weights) =>
    {
        var table = new TermTable(pages, weights);
        return new FullText(table.Terms, table.Score, table.RarityOf, table.Like);
    });
}
