namespace RstKb.Knowledge.Search;

/// <summary>Compares a query with the messages that the articles list, word by word, so that a log line finds the message inside it.</summary>
internal sealed class ErrorStrings
{
    /// <summary>How much of a message, or of a query, has to agree before one is taken for the other.</summary>
    private const double EnoughOfMessage = 0.6;
    private const double EnoughOfQuery = 0.7;

    /// <summary>A longer query is a sentence in which a single common word means nothing.</summary>
    private const int WordsOfAShortQuery = 3;

    /// <summary>Half of a message this short is said by lines that mean something else: "unable to", "i/o".</summary>
    private const int WordsOfAShortMessage = 3;

    /// <summary>Messages are listed most frequent first; each place further down counts this much less, up to ten places.</summary>
    private const double LossPerPlace = 0.015;

    /// <summary>What a match with another name of the same error is worth.</summary>
    private const double OtherWordsShare = 0.6;

    /// <summary>Many articles share the plainest messages: each further message that agrees speaks for its article a little.</summary>
    private const double ShareOfAFurtherMessage = 0.03;

    /// <summary>What words of the message are worth that stand elsewhere in the query.</summary>
    private const double ScatteredShare = 0.3;

    /// <summary>The number of a term that no message holds.</summary>
    private const int Unknown = -1;

    private readonly List<IGrouping<int, Message>> _messages;

    /// <summary>Terms as numbers, since every search compares each message with the query at every place.</summary>
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly double[] _rarity;
    private readonly double _rarest;

    public ErrorStrings(IReadOnlyList<Article> articles)
    {
        var messages = new List<Message>();
        var holders = new List<HashSet<int>>();
        for (int article = 0; article < articles.Count; article++)
        {
            var errors = articles[article].Errors;
            for (int place = 0; place < errors.Count; place++)
            {
                // The same numbers go from both, or they would separate a message from the line that holds it.
                int[] terms = [.. Words.PartsOf(LogLine.Clean(errors[place])).Select(NumberOf)];
                messages.Add(new Message(article, place, errors[place], terms));
                foreach (int term in terms)
                {
                    holders[term].Add(article);
                }
            }
        }

        _messages = [.. messages.GroupBy(message => message.Article)];
        _rarity = [.. holders.Select(set => RarityOf(articles.Count, set.Count))];
        _rarest = RarityOf(articles.Count, 1);

        int NumberOf(string term)
        {
            if (!_numbers.TryGetValue(term, out int number))
            {
                _numbers.Add(term, number = holders.Count);
                holders.Add([]);
            }

            return number;
        }
    }

    /// <summary>True for a word of a message.</summary>
    public bool Contains(string term) => _numbers.ContainsKey(term);

    /// <summary>The best message of each article that the query is, holds, or nearly is.</summary>
    public Dictionary<int, ErrorMatch> Match(Query query)
    {
        var best = new Dictionary<int, ErrorMatch>();
        HashSet<int> names = [.. Numbers(query.Names).Where(number => number != Unknown)];
        AddMatches(best, [.. Numbers(query.Sequence)], names, 1);
        if (query.OtherWords is { } other)
        {
            AddMatches(best, [.. Numbers(other)], names, OtherWordsShare);
        }

        return best;
    }

    private IEnumerable<int> Numbers(IEnumerable<string> terms) => terms.Select(term => _numbers.GetValueOrDefault(term, Unknown));

    private void AddMatches(Dictionary<int, ErrorMatch> best, int[] sequence, HashSet<int> names, double share)
    {
        double whole = sequence.Sum(RarityOf);
        foreach (var messages in _messages)
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

    private ErrorMatch? Compare(Message message, int[] sequence, HashSet<int> names, double whole)
    {
        var (start, length, weight) = HeaviestRun(message.Terms, sequence);
        if (length == 0)
        {
            return null;
        }

        bool named = length == 1 && names.Contains(message.Terms[start]);
        bool isWhole = length == message.Terms.Length || message.Terms.Length > WordsOfAShortMessage;
        bool says = (length > 1 && isWhole) || named || sequence.Length <= WordsOfAShortQuery;
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
    private (int Start, int Length, double Weight) HeaviestRun(int[] message, int[] query)
    {
        var best = (Start: 0, Length: 0, Weight: 0.0);
        for (int offset = 1 - message.Length; offset < query.Length; offset++)
        {
            int runStart = Math.Max(0, -offset);
            double weight = 0;
            for (int place = Math.Max(0, -offset); place < message.Length && place + offset < query.Length; place++)
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

    private double RarityOf(int term) => term == Unknown ? _rarest : _rarity[term];

    /// <summary>Never zero: a word that every article's messages hold still counts a little.</summary>
    private static double RarityOf(int articles, int holders) => 0.2 + Math.Log(1 + ((articles - holders + 0.5) / (holders + 0.5)));

    private sealed record Message(int Article, int Place, string Text, int[] Terms);
}
