using System.Globalization;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace RstKb.Knowledge.Extensions.HeadingAnchors;

internal sealed class HeadingAnchorRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
    {
        string level = string.Create(CultureInfo.InvariantCulture, $"h{obj.Level}");
        renderer.EnsureLine();
        renderer.Write('<').Write(level).WriteAttributes(obj).Write('>').WriteLeafInline(obj);
        if (obj.TryGetAttributes()?.Id is { } id)
        {
            // Hidden from screen readers, which list headings anyway; the address bar has the same link.
            renderer.Write("<a class=\"anchor\" href=\"#").WriteEscapeUrl(id).Write("\" aria-hidden=\"true\" tabindex=\"-1\">#</a>");
        }

        renderer.Write("</").Write(level).WriteLine(">");
    }
}
