namespace RstKb.Knowledge.Search;

/// <summary>Asks the full-text engine what each word of a query is worth.</summary>
internal sealed class TermScores(FullText text)
{
    private const int LettersOfATrigram = 3;

    /// <summary>Words up to this length may have a letter wrong and share no three letters with what was meant.</summary>
    private const int ShortWord = 6;

    private readonly string[] _ordered = [.. text.Terms.Keys.Order(StringComparer.Ordinal)];

    public bool Contains(string term) => text.Terms.ContainsKey(term);

    /// <summary>Articles that hold the term.</summary>
    public int ArticlesWith(string term) => text.Terms.GetValueOrDefault(term);

    /// <summary>Terms that begin so.</summary>
    public IEnumerable<string> BeginningWith(string letters)
    {
        int first = Array.BinarySearch(_ordered, letters, StringComparer.Ordinal);
        return _ordered.Skip(first < 0 ? ~first : first).TakeWhile(term => term.StartsWith(letters, StringComparison.Ordinal));
    }

    /// <summary>Terms that may have been meant by a word that is none.</summary>
    public IEnumerable<string> LookingLike(string word) =>
        word.Length is < LettersOfATrigram or <= ShortWord ? _ordered : text.Like(word);

    /// <summary>Adds to each article's score what the best of these spellings of one word is worth.</summary>
    public void Add(IReadOnlyList<Spelling> spellings, double[] scores)
    {
        // idle_timeout is rarer than timeout, and an article that happens to write it so is no better for that.
        double rarest = spellings is [{ Likeness: 1 } typed, ..] ? text.RarityOf(typed.Term) : double.MaxValue;
        var best = new Dictionary<int, double>();
        foreach (var spelling in spellings)
        {
            double share = spelling.Likeness * Math.Min(1, rarest / text.RarityOf(spelling.Term));
            foreach (var (article, score) in text.Score(spelling.Term))
            {
                best[article] = Math.Max(best.GetValueOrDefault(article), share * score);
            }
        }

        foreach (var (article, score) in best)
        {
            scores[article] += score;
        }
    }
}
