using System.Text;

namespace RstKb.Cases;

/// <summary>Makes what people send fit to be kept: bounded, without control characters.</summary>
internal static class PlainText
{
    /// <summary>One line without control characters, trimmed, of at most <paramref name="length"/> characters.</summary>
    public static string OneLine(string? text, int length) => Clean(text, length, keepLines: false);

    /// <summary>Several lines; line ends become <c>\n</c>.</summary>
    public static string Lines(string? text, int length) => Clean(text?.ReplaceLineEndings("\n"), length, keepLines: true);

    /// <summary>The last part of what may be a path of any system, as a name for people; <c>capture</c> where nothing is left.</summary>
    public static string FileName(string? text, int length)
    {
        string name = OneLine(text?[(text.LastIndexOfAny(['/', '\\']) + 1)..], length);
        return name.Length == 0 ? "capture" : name;
    }

    private static string Clean(string? text, int length, bool keepLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(Math.Min(text.Length, length));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > length)
            {
                break;
            }

            if (!Rune.IsControl(rune) || (keepLines && rune.Value is '\n' or '\t'))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }
}
