namespace RstKb.Knowledge;

/// <summary>What the search asks of a full-text engine. The host brings one, so that this project needs no database.</summary>
/// <param name="Terms">Every term of the articles with the number of articles that hold it.</param>
/// <param name="Score">What articles are worth by a term: the article's place in <see cref="ArticleCatalogue.Articles"/>, and a figure above 0.</param>
/// <param name="RarityOf">What a term is worth for being rare, above 0.</param>
/// <param name="Like">Terms that share letters with a mistyped word, the most alike first; they need not be near.</param>
public sealed record FullText(
    IReadOnlyDictionary<string, int> Terms,
    Func<string, IReadOnlyList<(int Article, double Score)>> Score,
    Func<string, double> RarityOf,
    Func<string, IReadOnlyList<string>> Like);
