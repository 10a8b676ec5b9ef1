using System.Text;

namespace RstKb.Knowledge.Terminal;

/// <summary>Characters without a width that stand in text for "bold from here" and the like, until the last step writes them as the terminal wants them, or leaves them out.</summary>
internal static class StyleMarks
{
    // Of Unicode's private use area, which no article needs.
    public const char Bold = '\uE001';
    public const char Code = '\uE002';
    public const char Dim = '\uE003';
    public const char End = '\uE000';

    public static int VisibleLength(string text) => text.Count(letter => letter is not (>= End and <= Dim));

    /// <summary>With escape sequences, or plain: there code keeps its backticks.</summary>
    public static string Resolve(string text, bool styled)
    {
        var resolved = new StringBuilder(text.Length + 16);
        foreach (char letter in text)
        {
            switch (letter)
            {
                case Bold when styled:
                    resolved.Append("\e[1m");
                    break;
                case Code when styled:
                    resolved.Append("\e[36m");
                    break;
                case Dim when styled:
                    resolved.Append("\e[2m");
                    break;
                case End when styled:
                    resolved.Append("\e[0m");
                    break;
                case >= End and <= Dim:
                    break;
                default:
                    resolved.Append(letter);
                    break;
            }
        }

        return resolved.ToString();
    }
}
