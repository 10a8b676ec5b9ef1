using System.Text;
using System.Text.RegularExpressions;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RstKb.Knowledge.Rendering;

namespace RstKb.Knowledge.Extensions.HeadingIds;

internal static partial class HeadingIdAssigner
{
    public static void Assign(MarkdownDocument document)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            string wished = TakeWrittenId(heading) ?? IdOf(PlainText.Of(heading.Inline));
            string id = wished;
            for (int copy = 2; !taken.Add(id); copy++)
            {
                id = $"{wished}-{copy}";
            }

            heading.GetAttributes().Id = id;
        }
    }

    private static string? TakeWrittenId(HeadingBlock heading)
    {
        if (heading.Inline?.LastChild is not LiteralInline last)
        {
            return null;
        }

        string text = last.Content.ToString();
        var match = WrittenId().Match(text);
        if (!match.Success)
        {
            return null;
        }

        last.Content = new Markdig.Helpers.StringSlice(text[..match.Index]);
        return match.Groups["id"].Value;
    }

    private static string IdOf(string text)
    {
        var id = new StringBuilder(text.Length);
        foreach (char letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                id.Append(letter);
            }
            else if (id.Length > 0 && id[^1] != '-' && letter != '\'')
            {
                id.Append('-');
            }
        }

        string trimmed = id.ToString().TrimEnd('-');
        return trimmed.Length > 0 ? trimmed : "section";
    }

    [GeneratedRegex(@"\s*\{#(?<id>[a-z0-9]+(-[a-z0-9]+)*)\}\s*$")]
    private static partial Regex WrittenId();
}
