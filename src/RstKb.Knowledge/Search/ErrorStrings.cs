namespace RstKb.Knowledge.Search;

/// <summary>Compares a query with the messages that the articles list, word by word, so that a log line finds the message inside it.</summary>
internal sealed class ErrorStrings
{
    /// <summary>How much of a message, or of a query, has to agree before one is taken for the other.</summary>
    private const double EnoughOfMessage = 0.6;
    private const double EnoughOfQuery = 0.7;

    /// <summary>A longer query is a sentence in which a single common word means nothing.</summary>
    private const int WordsOfAShortQuery = 3;

    /// <summary>Messages are listed most frequent first; each place further down counts this much less, up to ten places.</summary>
    private const double LossPerPlace = 0.015;

    /// <summary>What a match with another name of the same error is worth.</summary>
    private const double OtherWordsShare = 0.6;

    /// <summary>Many articles share the plainest messages: each further message that agrees speaks for its article a little.</summary>
    private const double ShareOfAFurtherMessage = 0.03;

    /// <summary>What words of the message are worth that stand elsewhere in the query.</summary>
    private const double ScatteredShare = 0.3;

    private readonly List<Message> _messages = [];
    private readonly Dictionary<string, double> _rarity = new(StringComparer.Ordinal);
    private readonly double _rarest;

    public ErrorStrings(IReadOnlyList<Article> articles)
    {
        var holders = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (int article = 0; article < articles.Count; article++)
        {
            var errors = articles[article].Errors;
            for (int place = 0; place < errors.Count; place++)
            {
                // The same numbers go from both, or they would separate a message from the line that holds it.
                string[] terms = Words.PartsOf(LogLine.Clean(errors[place]));
                _messages.Add(new Message(article, place, errors[place], terms));
                foreach (string term in terms)
                {
                    (holders.TryGetValue(term, out var set) ? set : holders[term] = []).Add(article);
                }
            }
        }

        foreach (var (term, set) in holders)
        {
            _rarity[term] = RarityOf(articles.Count, set.Count);
        }

        _rarest = RarityOf(articles.Count, 1);
    }

    /// <summary>The best message of each article that the query is, holds, or nearly is.</summary>
    public Dictionary<int, ErrorMatch> Match(Query query)
    {
        var best = new Dictionary<int, ErrorMatch>();
        AddMatches(best, query.Sequence, query.Names, 1);
        if (query.OtherWords is { } other)
        {
            AddMatches(best, other, query.Names, OtherWordsShare);
        }

        return best;
    }

    private void AddMatches(Dictionary<int, ErrorMatch> best, IReadOnlyList<string> sequence, IReadOnlySet<string> names, double share)
    {
        double whole = sequence.Sum(RarityOf);
        foreach (var messages in _messages.GroupBy(message => message.Article))
        {
            var matches = messages.Select(message => Compare(message, sequence, names, whole)).OfType<ErrorMatch>().ToList();
            if (matches.Count == 0)
            {
                continue;
            }

            var first = matches.MaxBy(match => match.Score);
            double score = first.Score * share * (1 + (ShareOfAFurtherMessage * matches.Count));
            if (!best.TryGetValue(messages.Key, out var sofar) || score > sofar.Score)
            {
                best[messages.Key] = first with { Score = score };
            }
        }
    }

    private ErrorMatch? Compare(Message message, IReadOnlyList<string> sequence, IReadOnlySet<string> names, double whole)
    {
        var (start, length, weight) = HeaviestRun(message.Terms, sequence);
        if (length == 0)
        {
            return null;
        }

        bool named = length == 1 && names.Contains(message.Terms[start]);
        bool says = length > 1 || named || sequence.Count <= WordsOfAShortQuery;
        double ofMessage = weight / message.Terms.Sum(RarityOf);
        double ofQuery = weight / whole;
        if (!says || (ofMessage < EnoughOfMessage && ofQuery < EnoughOfQuery && !named))
        {
            return null;
        }

        var run = message.Terms.AsSpan(start, length).ToArray();
        double scattered = message.Terms.Except(run).Where(sequence.Contains).Sum(RarityOf);
        double score = (weight + (ScatteredShare * scattered)) * (0.6 + (0.25 * ofMessage) + (0.15 * ofQuery))
            * (1 - (LossPerPlace * Math.Min(message.Place, 10)));
        return new ErrorMatch(score, message.Text);
    }

    /// <summary>The words that follow one another in both, chosen by how rare they are.</summary>
    private (int Start, int Length, double Weight) HeaviestRun(string[] message, IReadOnlyList<string> query)
    {
        var best = (Start: 0, Length: 0, Weight: 0.0);
        for (int offset = 1 - message.Length; offset < query.Count; offset++)
        {
            int runStart = Math.Max(0, -offset);
            double weight = 0;
            for (int place = Math.Max(0, -offset); place < message.Length && place + offset < query.Count; place++)
            {
                if (message[place] != query[place + offset])
                {
                    runStart = place + 1;
                    weight = 0;
                    continue;
                }

                weight += RarityOf(message[place]);
                if (weight > best.Weight)
                {
                    best = (runStart, place - runStart + 1, weight);
                }
            }
        }

        return best;
    }

    private double RarityOf(string term) => _rarity.GetValueOrDefault(term, _rarest);

    /// <summary>Never zero: a word that every article's messages hold still counts a little.</summary>
    private static double RarityOf(int articles, int holders) => 0.2 + Math.Log(1 + ((articles - holders + 0.5) / (holders + 0.5)));

    private sealed record Message(int Article, int Place, string Text, string[] Terms);
}
