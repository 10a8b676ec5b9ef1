using System.Buffers;

namespace RstKb.Knowledge.Search;

/// <summary>Takes the commonest English endings off a word, so that "resets", "resetting" and "reset" are the same. It is wrong at times, in texts and queries alike.</summary>
internal static class Stem
{
    private const int ShortestStem = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <param name="word">Lower case.</param>
    public static string Of(string word)
    {
        if (word.Length <= ShortestStem || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        string stem = WithoutPlural(word);
        stem = WithoutEnding(stem, "ing") ?? WithoutEnding(stem, "ed") ?? stem;
        return stem.Length > ShortestStem && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string WithoutPlural(string word) => word switch
    {
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => word,
        [.., 'i', 'e', 's'] when word.Length > 4 => $"{word[..^3]}y",
        [.., 's'] => word[..^1],
        _ => word,
    };

    private static string? WithoutEnding(string word, string ending)
    {
        if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < ShortestStem)
        {
            return null;
        }

        string stem = word[..^ending.Length];
        if (!stem.AsSpan().ContainsAny(Vowels))
        {
            return null;
        }

        // resetting, dropped: the doubled letter belongs to the ending.
        return stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'e' or 'o') ? stem[..^1] : stem;
    }
}
