using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace RstKb.Knowledge.FrontMatter;

/// <summary>One value of the front matter. Reading it as something that it is not throws <see cref="ArticleFormatException"/> with its line.</summary>
internal sealed class FrontMatterValue(string file, string key, int line, YamlNode node)
{
    public int Line => line;

    public string AsText() =>
        node is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw Wrong("is one line of text");

    public string AsOneOf(params ReadOnlySpan<string> words)
    {
        string text = AsText();
        return words.Contains(text) ? text : throw Wrong($"is one of {string.Join(", ", words)}, not {text}");
    }

    public IReadOnlyList<string> AsList()
    {
        if (node is not YamlSequenceNode sequence)
        {
            throw Wrong("is a list");
        }

        return [.. sequence.Select(item => item is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Wrong("is a list of lines of text"))];
    }

    public DateOnly AsDate() =>
        DateOnly.TryParseExact(AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong("is a day such as 2026-11-20");

    public ArticleFormatException Wrong(string expected) => new(file, line, $"{key} {expected}");
}
