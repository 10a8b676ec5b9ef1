namespace RstKb.Knowledge.Terminal;

/// <summary>Breaks running text into lines.</summary>
public static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters, style marks not counted; a longer word gets a line of its own.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        int length = 0;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int wordLength = StyleMarks.VisibleLength(word);
            if (line.Length > 0 && length + 1 + wordLength > width)
            {
                yield return line;
                line = "";
                length = 0;
            }

            length += wordLength + (line.Length == 0 ? 0 : 1);
            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
