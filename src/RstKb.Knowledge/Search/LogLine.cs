using System.Text.RegularExpressions;

namespace RstKb.Knowledge.Search;

/// <summary>Takes out of a pasted log line what is of that one event: times, addresses, ports, identifiers and counts.</summary>
internal static partial class LogLine
{
    /// <summary>A query of more words is a pasted message: its numbers are of that event unless they are known codes.</summary>
    private const int WordsOfAQuestion = 5;

    public static string Clean(string query)
    {
        string text = Times().Replace(query, " ");
        text = Addresses().Replace(text, " ");
        text = Identifiers().Replace(text, " ");
        bool isMessage = text.Length != query.Length || Words.PartsOf(text).Length > WordsOfAQuestion;
        if (!isMessage)
        {
            return text;
        }

        bool fromCurl = text.Contains("curl", StringComparison.OrdinalIgnoreCase);
        return Numbers().Replace(text, number => KnownCodes.Contains(number.Value, fromCurl) ? $" {number.Value} " : " ");
    }

    [GeneratedRegex(
        @"\b\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}(:\d{2})?([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?
        |\b\d{1,2}/[A-Z][a-z]{2}/\d{4}(:\d{2}){3}(\.\d+)?(\s[+-]\d{4})?
        |\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\b
        |\b\d{1,2}:\d{2}:\d{2}([.,]\d+)?",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Times();

    [GeneratedRegex(
        @"\b\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?\b
        |(?<![\w:.])\[?([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(%\w+)?(\]:\d{1,5}|\])?(?![\w:.])
        |(?<=[A-Za-z0-9\]]\.[A-Za-z0-9-]{1,63}):\d{2,5}\b
        |(?<=localhost):\d{2,5}\b",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    [GeneratedRegex(
        @"\b0x[0-9A-Fa-f]+\b
        |\b[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b
        |\b(?=[A-Fa-f]*\d)[0-9A-Fa-f]{8,}\b",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])\d+(?![A-Za-z0-9_])|(?<![A-Za-z_0-9])\d+(?=(ms|s|us|µs|KB|MB|B)\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
