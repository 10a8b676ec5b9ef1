namespace RstKb.Knowledge.Search;

/// <summary>Which articles hold which terms, and how much that weighs: BM25 over fields (Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009).</summary>
internal sealed class TermIndex
{
    /// <summary>How soon a repeated word stops to count, and how much a long field is held against it: the values that the literature starts with.</summary>
    private const double Saturation = 1.2;
    private const double LengthShare = 0.6;

    /// <summary>An error string is what people search for; a title says more than a paragraph.</summary>
    private static readonly (double Weight, Func<Article, IEnumerable<string>> Texts)[] Fields =
    [
        (6.0, article => article.Errors),
        (4.0, article => [article.Title, article.Slug]),
        (2.5, article => [article.Summary]),
        (1.8, article => article.Headings.Select(heading => heading.Text)),
        (1.0, article => article.Sections.Select(section => section.Text)),
    ];

    private readonly Dictionary<string, Dictionary<int, double>> _weights = new(StringComparer.Ordinal);
    private readonly int _articles;

    public TermIndex(IReadOnlyList<Article> articles)
    {
        _articles = articles.Count;
        foreach (var (weight, texts) in Fields)
        {
            var words = articles.Select(article => texts(article).SelectMany(Words.In).Select(word => word.Term).ToList()).ToList();
            double average = Math.Max(1, words.Count == 0 ? 1 : words.Average(list => list.Count));
            for (int article = 0; article < words.Count; article++)
            {
                double unit = weight / (1 - LengthShare + (LengthShare * words[article].Count / average));
                foreach (string term in words[article])
                {
                    if (!_weights.TryGetValue(term, out var byArticle))
                    {
                        _weights.Add(term, byArticle = []);
                    }

                    byArticle[article] = byArticle.GetValueOrDefault(article) + unit;
                }
            }
        }
    }

    public IEnumerable<string> Terms => _weights.Keys;

    public bool Contains(string term) => _weights.ContainsKey(term);

    /// <summary>Articles that hold the term.</summary>
    public int ArticlesWith(string term) => _weights.TryGetValue(term, out var byArticle) ? byArticle.Count : 0;

    /// <summary>Adds to each article's score what the best of these spellings of one word is worth.</summary>
    public void Score(IReadOnlyList<Spelling> spellings, double[] scores)
    {
        // idle_timeout is rarer than timeout, and an article that happens to write it so is no better for that.
        double rarest = spellings is [{ Likeness: 1 } typed, ..] ? RarityOf(typed.Term) : double.MaxValue;
        var best = new Dictionary<int, double>();
        foreach (var spelling in spellings)
        {
            if (!_weights.TryGetValue(spelling.Term, out var byArticle))
            {
                continue;
            }

            double rarity = Math.Min(RarityOf(spelling.Term), rarest);
            foreach (var (article, weight) in byArticle)
            {
                double score = spelling.Likeness * rarity * weight * (Saturation + 1) / (weight + Saturation);
                best[article] = Math.Max(best.GetValueOrDefault(article), score);
            }
        }

        foreach (var (article, score) in best)
        {
            scores[article] += score;
        }
    }

    private double RarityOf(string term)
    {
        int holders = ArticlesWith(term);
        return Math.Log(1 + ((_articles - holders + 0.5) / (holders + 0.5)));
    }
}
