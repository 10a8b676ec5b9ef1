using System.Net;
using RstKb.Cases.Search;
using RstKb.Knowledge;

namespace RstKb.Web.Components.Wiki;

/// <summary>Searches articles, cases and notes at once.</summary>
public sealed class SiteSearch(SearchIndex articles, CaseSearch cases, TimeProvider clock)
{
    private const int MostArticles = 50;
    private const int MostCases = 20;

    /// <summary>Looks for words, an error message or a whole log line.</summary>
    /// <param name="query">Any text.</param>
    /// <param name="asTyped">True where mistyped words are to be taken as they are.</param>
    public async Task<SearchAnswer> FindAsync(string query, bool asTyped, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        var found = articles.Search(query, MostArticles, asTyped);
        var inCases = await cases.FindAsync(query, MostCases, cancellationToken);
        return new SearchAnswer(found, inCases, asTyped ? [] : articles.Corrections(query), clock.GetElapsedTime(start));
    }

    /// <summary>A snippet of a case as HTML that is safe to place in a page.</summary>
    public static string Marked(string snippet) => WebUtility.HtmlEncode(snippet)
        .Replace(CaseSearch.MarkStart.ToString(), "<mark>", StringComparison.Ordinal)
        .Replace(CaseSearch.MarkEnd.ToString(), "</mark>", StringComparison.Ordinal)
        .Replace("&#1;", "<mark>", StringComparison.Ordinal)
        .Replace("&#2;", "</mark>", StringComparison.Ordinal);
}
