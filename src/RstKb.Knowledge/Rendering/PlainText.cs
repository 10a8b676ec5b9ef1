using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RstKb.Knowledge.Rendering;

/// <summary>The words of Markdown without its marks, on one line.</summary>
internal static class PlainText
{
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(text, inlines);
        return text.ToString().Trim();
    }

    public static string Of(Block block)
    {
        var text = new StringBuilder();
        Append(text, block);
        return text.ToString().Trim();
    }

    public static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case CodeBlock code:
                text.Append(code.Lines.ToString().ReplaceLineEndings(" ")).Append(' ');
                break;
            case LeafBlock leaf:
                Append(text, leaf.Inline);
                text.Append(' ');
                break;
            case FootnoteGroup:
                break;
            case ContainerBlock container:
                foreach (var child in container)
                {
                    Append(text, child);
                }

                break;
        }
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
                    text.Append(code.Content);
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
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
}
