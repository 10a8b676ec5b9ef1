namespace RstKb.Knowledge.Search;

/// <summary>Turns a query into terms: corrects what was mistyped, completes the last word, joins what articles write as one word.</summary>
internal sealed class QueryReader
{
    private const int MaxWords = 200;

    /// <summary>Names of hosts and functions in a pasted message are not mistyped words.</summary>
    private const int MostWordsToCorrect = 12;
    private const int ShortestPrefix = 2;
    private const int ShortestHalf = 2;
    private const int MostCompletions = 24;
    private const double CompletedLikeness = 0.7;
    private const double JoinedLikeness = 0.9;
    private const double NamedLikeness = 0.8;

    private static readonly HashSet<string> Fillers = new(
        ["a", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "how", "i", "if", "in", "is", "it", "my", "of", "on", "or", "that",
         "the", "then", "this", "to", "was", "we", "what", "when", "where", "why", "with", "you"],
        StringComparer.Ordinal);

    private readonly TermScores _index;
    private readonly Func<string, bool> _isOfAMessage;

    /// <summary>Each term with a word that has it, for people; below it the parts of names such as <c>ConnectionResetError</c>.</summary>
    private readonly Dictionary<string, string> _wordOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _partsOf = new(StringComparer.Ordinal);

    public QueryReader(TermScores index, IEnumerable<string> texts, Func<string, bool> isOfAMessage)
    {
        _index = index;
        _isOfAMessage = isOfAMessage;
        foreach (string text in texts)
        {
            var parts = new List<Word>();
            foreach (var word in Words.In(text))
            {
                _wordOf.TryAdd(word.Term, text.Substring(word.Start, word.Length).ToLowerInvariant());
                if (word.Kind == WordKind.Part)
                {
                    parts.Add(word);
                    continue;
                }

                if (text.AsSpan(word.Start, word.Length).Contains('-'))
                {
                    continue;
                }

                _partsOf.TryAdd(word.Term, [.. parts.Where(part => part.Start >= word.Start).Select(part => part.Term)]);
            }
        }
    }

    /// <param name="query">Already free of what belongs to one event only.</param>
    /// <param name="asTyped">True where nothing is to be corrected.</param>
    public Query Read(string query, bool asTyped)
    {
        var words = Words.In(query).Where(word => word.Kind == WordKind.Part).Take(MaxWords).ToList();
        bool isShort = !asTyped && words.Count <= MostWordsToCorrect;
        words = isShort ? [.. words.SelectMany(word => InTwo(query, word))] : words;
        var groups = new List<IReadOnlyList<Spelling>>();
        var sequence = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var corrections = new List<Correction>();
        bool isOpen = query.Length > 0 && char.IsLetterOrDigit(query[^1]);
        for (int place = 0; place < words.Count; place++)
        {
            var word = words[place];
            string typed = query.Substring(word.Start, word.Length);
            bool isLast = isOpen && place == words.Count - 1;
            var spellings = SpellingsOf(word.Term, typed, isLast, !isShort);
            if (spellings is [{ } first, ..] && first.Likeness < 1 && !isLast)
            {
                corrections.Add(new Correction(typed, _wordOf.GetValueOrDefault(first.Term, first.Term)));
            }

            string term = spellings.Count > 0 ? spellings[0].Term : word.Term;
            AddToSequence(sequence, names, typed, term);
            if (place > 0 && words[place - 1] is var before && _index.Contains(Stem.Of(Plain(query, before) + typed.ToLowerInvariant())))
            {
                spellings = [.. spellings, new Spelling(Stem.Of(Plain(query, before) + typed.ToLowerInvariant()), JoinedLikeness)];
            }

            if (spellings.Count > 0 && !Fillers.Contains(typed.ToLowerInvariant()))
            {
                groups.Add(spellings);
            }
        }

        string[]? otherWords = SameError.For([.. words.Select(word => word.Term)]) ?? SameError.For(sequence);
        groups.AddRange((otherWords ?? []).Select(term => new[] { new Spelling(term, NamedLikeness) }));
        return new Query { Words = groups, Sequence = sequence, OtherWords = otherWords, Names = names, Corrections = corrections };
    }

    private static string Plain(string query, Word word) => query.Substring(word.Start, word.Length).ToLowerInvariant();

    /// <summary>"hangup" is "hang up", where the articles know both words and nothing that looks like the one.</summary>
    private Word[] InTwo(string query, Word word)
    {
        string lower = Plain(query, word);
        if (_index.Contains(word.Term) || lower.Length < 2 * ShortestHalf || !lower.All(char.IsAsciiLetterLower) || _index.BeginningWith(lower).Any() || Corrected(word.Term).Count > 0)
        {
            return [word];
        }

        return Enumerable.Range(ShortestHalf, lower.Length - (2 * ShortestHalf) + 1)
            .OrderBy(first => Math.Abs((2 * first) - lower.Length))
            .Select(first => new[] { word with { Term = Stem.Of(lower[..first]), Length = first }, word with { Term = Stem.Of(lower[first..]), Start = word.Start + first, Length = lower.Length - first } })
            .FirstOrDefault(halves => halves.All(half => _index.Contains(half.Term)), [word]);
    }

    private List<Spelling> SpellingsOf(string term, string typed, bool isLast, bool asTyped)
    {
        var spellings = new List<Spelling>();
        if (_index.Contains(term))
        {
            spellings.Add(new Spelling(term, 1));
        }

        if (KnownCodes.NameOf(term) is { } name && _index.Contains(name))
        {
            spellings.Add(new Spelling(name, NamedLikeness));
        }

        string lower = typed.ToLowerInvariant();
        // A number is whole, or it is of one event: 400 does not mean 40001.
        if (isLast && lower.Length >= ShortestPrefix && !Fillers.Contains(lower) && !lower.All(char.IsAsciiDigit))
        {
            spellings.AddRange(_index.BeginningWith(lower).Where(known => known != term)
                .OrderByDescending(_index.ArticlesWith)
                .Take(MostCompletions)
                .Select(known => new Spelling(known, CompletedLikeness)));
        }

        return spellings.Count > 0 || asTyped ? spellings : Corrected(term);
    }

    private List<Spelling> Corrected(string term)
    {
        int farthest = term.Length switch { >= 8 => 2, >= 4 => 1, _ => 0 };
        if (farthest == 0 || term.All(char.IsAsciiDigit))
        {
            return [];
        }

        return [.. _index.LookingLike(term).Select(known => (known, Distance: EditDistance.Between(term, known, farthest)))
            .Where(candidate => candidate.Distance <= farthest && !candidate.known.All(char.IsAsciiDigit))
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => _index.ArticlesWith(candidate.known))
            .ThenBy(candidate => candidate.known, StringComparer.Ordinal)
            .Take(3)
            .Select(candidate => new Spelling(candidate.known, 1 - (0.2 * candidate.Distance)))];
    }

    private void AddToSequence(List<string> sequence, HashSet<string> names, string typed, string term)
    {
        bool isName = typed.Length >= 5 && typed.All(char.IsAsciiLetterUpper);
        // A message may write "keepalive" although an article writes "KeepAlive" somewhere.
        if (!_isOfAMessage(term) && _partsOf.TryGetValue(term, out string[]? parts))
        {
            sequence.AddRange(parts);
            return;
        }

        sequence.Add(term);
        if (isName || KnownCodes.Contains(term, false) || IsErrnoName(term))
        {
            names.Add(term);
        }
    }

    /// <summary>econnreset and wsaetimedout as people type them, in small letters.</summary>
    private static bool IsErrnoName(string term) =>
        term is "epipe" || term.StartsWith("econn", StringComparison.Ordinal) || term.StartsWith("etimed", StringComparison.Ordinal)
        || term.StartsWith("wsae", StringComparison.Ordinal) || term.StartsWith("ehostunr", StringComparison.Ordinal)
        || term.StartsWith("enetunr", StringComparison.Ordinal);
}
