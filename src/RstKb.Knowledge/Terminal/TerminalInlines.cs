using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax.Inlines;
using RstKb.Knowledge.Extensions.CheckedLinks;
using RstKb.Knowledge.Rendering;

namespace RstKb.Knowledge.Terminal;

/// <summary>Running text for a terminal: the words, with style marks, and the addresses of links in brackets.</summary>
internal static class TerminalInlines
{
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(text, inlines);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(StyleMarks.Code).Append(code.Content).Append(StyleMarks.End);
                    break;
                case EmphasisInline { DelimiterCount: 2 } strong:
                    text.Append(StyleMarks.Bold);
                    Append(text, strong);
                    text.Append(StyleMarks.End);
                    break;
                case LinkInline link:
                    Append(text, link);
                    AppendAddress(text, link);
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case FootnoteLink { IsBackLink: false } footnote:
                    text.Append($"[{footnote.Footnote.Order}]");
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case ContainerInline container:
                    Append(text, container);
                    break;
            }
        }
    }

    private static void AppendAddress(StringBuilder text, LinkInline link)
    {
        string url = link.Url ?? "";
        if (LinkTargets.Of(url) != LinkTarget.Here)
        {
            text.Append(url == PlainText.Of(link) ? "" : $" ({url})");
            return;
        }

        string slug = url.Split('#')[0].Split('/')[^1];
        text.Append(slug.Length == 0 || slug == PlainText.Of(link) ? "" : $" ({slug})");
    }
}
