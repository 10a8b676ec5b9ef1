using RstKb.Knowledge.Search;

namespace RstKb.Knowledge;

/// <summary>Finds articles by words, by error messages and by whole log lines. It may be used from any thread.</summary>
public sealed class SearchIndex
{
    /// <summary>Characters of a query that are looked at; what stands behind them is left off.</summary>
    public const int MaxQueryCharacters = 2_000;

    /// <summary>What words that are anywhere in an article count beside an error message that agrees.</summary>
    private const double WordsBesideAnError = 0.05;

    /// <summary>Who searches for an error message suffered from it.</summary>
    private const double ShareOfTheHarmless = 0.85;

    /// <summary>Many articles share the plainest messages. There the frequent cause comes before the rare one; a message of its own outweighs this.</summary>
    private const double ShareOfTheFrequent = 1.12;
    private const double ShareOfTheRare = 0.8;

    /// <summary>A guide that lists a message is the way in to the causes that share it.</summary>
    private const double ShareOfAGuide = 1.25;

    /// <summary>An article whose words are worth less than this share of the best one's only mentions them.</summary>
    private const double LeastShareOfTheBest = 0.25;

    /// <summary>Guides name everything in passing; for words the article about the thing comes first.</summary>
    private const double ShareOfAGuideForWords = 0.8;

    private readonly IReadOnlyList<Article> _articles;
    private readonly TermScores _terms;
    private readonly ErrorStrings _errors;
    private readonly QueryReader _reader;
    private readonly IReadOnlyList<Snippets.Part>[] _parts;

    /// <param name="catalogue">What is searched.</param>
    /// <param name="text">Gets the terms of each article by field and the weights of the fields, and gives the engine over them.</param>
    public SearchIndex(ArticleCatalogue catalogue, Func<IReadOnlyList<IReadOnlyList<string>>, IReadOnlyList<double>, FullText> text)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(text);
        _articles = catalogue.Articles;
        _terms = new TermScores(text([.. _articles.Select(ArticleTerms.Of)], ArticleTerms.Weights));
        _parts = [.. _articles.Select(Snippets.PartsOf)];
        _errors = new ErrorStrings(_articles);
        _reader = new QueryReader(_terms, _articles.SelectMany(TextsOf), _errors.Contains);
    }

    /// <summary>
    /// The best articles first; empty where nothing fits. Articles of which the query is, holds, or nearly is an error string stand before all
    /// others. A mistyped word finds the word that was meant, the last word may be unfinished, and a pasted log line is searched
    /// without its times, addresses and numbers.
    /// </summary>
    /// <param name="query">Any text.</param>
    /// <param name="limit">The most hits to return.</param>
    /// <param name="asTyped">True where a mistyped word is to be taken as it is.</param>
    public IReadOnlyList<SearchHit> Search(string query, int limit, bool asTyped = false)
    {
        var read = Read(query, asTyped);
        if (read.Words.Count == 0)
        {
            return [];
        }

        double[] scores = new double[_articles.Count];
        foreach (var spellings in read.Words)
        {
            _terms.Add(spellings, scores);
        }

        var errors = _errors.Match(read);
        var terms = read.Words.SelectMany(spellings => spellings).Select(spelling => spelling.Term).Concat(read.Sequence).Concat(read.OtherWords ?? []).ToHashSet(StringComparer.Ordinal);
        double least = scores.Max() * LeastShareOfTheBest;
        return [.. Enumerable.Range(0, _articles.Count)
            .Where(article => errors.ContainsKey(article) || scores[article] >= least)
            .Select(article => (Article: article, Error: errors.TryGetValue(article, out var match) ? match : (ErrorMatch?)null))
            .Select(hit => (hit.Article, hit.Error, Score: hit.Error is { } match
                ? (match.Score * ShareOf(_articles[hit.Article])) + (WordsBesideAnError * scores[hit.Article])
                : scores[hit.Article] * (_articles[hit.Article].Kind == ArticleKind.Guide ? ShareOfAGuideForWords : 1)))
            .Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Error is not null)
            .ThenByDescending(hit => hit.Score)
            .Take(Math.Max(0, limit))
            .Select(hit => HitOf(hit.Article, hit.Error, terms))];
    }

    /// <summary>The words of a query that no article holds, with those that <see cref="Search"/> takes instead.</summary>
    public IReadOnlyList<Correction> Corrections(string query) => Read(query, false).Corrections;

    private Query Read(string query, bool asTyped) =>
        _reader.Read(LogLine.Clean(query.Length > MaxQueryCharacters ? query[..MaxQueryCharacters] : query), asTyped);

    private SearchHit HitOf(int place, ErrorMatch? error, IReadOnlySet<string> terms)
    {
        var article = _articles[place];
        if (error is { } match)
        {
            return new SearchHit(article, Snippets.Marked(match.Text, terms), null, true);
        }

        var (html, headingId) = Snippets.Of(_parts[place], terms);
        return new SearchHit(article, html, headingId, false);
    }

    private static double ShareOf(Article article) => (article.Harm, article.Seen) switch
    {
        (null, _) => ShareOfAGuide,
        ("benign", _) => ShareOfTheHarmless,
        (_, "often") => ShareOfTheFrequent,
        (_, "rarely") => ShareOfTheRare,
        _ => 1,
    };

    private static IEnumerable<string> TextsOf(Article article) =>
        [.. article.Errors, article.Title, article.Slug, article.Summary, .. article.Headings.Select(heading => heading.Text), .. article.Sections.Select(section => section.Text)];
}
