namespace RstKb.Knowledge.Search;

/// <summary>Cuts text into words: at everything that is no letter and no digit, and inside names such as <c>ConnectionResetError</c>.</summary>
internal static class Words
{
    /// <summary>Longer runs are no words of a language and no names of an error.</summary>
    private const int LongestTerm = 64;

    public static List<Word> In(string text)
    {
        var words = new List<Word>();
        int position = 0;
        while (position < text.Length)
        {
            if (!char.IsLetterOrDigit(text[position]))
            {
                position++;
                continue;
            }

            int end = EndOfCompound(text, position);
            AddRun(words, text, position, end);
            position = end;
        }

        return words;
    }

    /// <summary>The terms of the parts, in order.</summary>
    public static string[] PartsOf(string text) => [.. In(text).Where(word => word.Kind == WordKind.Part).Select(word => word.Term)];

    /// <summary>Letters and digits, and a single underscore or hyphen between them.</summary>
    private static int EndOfCompound(string text, int start)
    {
        int end = start;
        while (end < text.Length)
        {
            bool joins = text[end] is '_' or '-' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]);
            if (!char.IsLetterOrDigit(text[end]) && !joins)
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static void AddRun(List<Word> words, string text, int start, int end)
    {
        int before = words.Count;
        int partStart = start;
        for (int position = start + 1; position <= end; position++)
        {
            if (position == end || IsBoundary(text, position, end))
            {
                int partEnd = position;
                while (partStart < partEnd && !char.IsLetterOrDigit(text[partStart]))
                {
                    partStart++;
                }

                Add(words, text[partStart..partEnd], partStart, WordKind.Part);
                partStart = position;
            }
        }

        if (words.Count - before > 1)
        {
            string whole = string.Concat(text[start..end].Where(char.IsLetterOrDigit));
            if (whole.Length <= LongestTerm)
            {
                words.Add(new Word(Stem.Of(whole.ToLowerInvariant()), start, end - start, WordKind.Compound));
            }
        }
    }

    private static bool IsBoundary(string text, int position, int end)
    {
        char before = text[position - 1];
        char here = text[position];
        if (!char.IsLetterOrDigit(here))
        {
            return true;
        }

        if (!char.IsUpper(here))
        {
            return false;
        }

        // HttpIOException: before IO because a small letter stands before it, before Exception because two small letters follow.
        return char.IsLower(before)
            || (char.IsUpper(before) && position + 2 < end && char.IsLower(text[position + 1]) && char.IsLower(text[position + 2]));
    }

    private static void Add(List<Word> words, string part, int start, WordKind kind)
    {
        if (part.Length is > 0 and <= LongestTerm)
        {
            words.Add(new Word(Stem.Of(part.ToLowerInvariant()), start, part.Length, kind));
        }
    }
}
