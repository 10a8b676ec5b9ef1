using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace RstKb.Knowledge.Extensions.TableFrames;

internal sealed class TableFrameRenderer(HtmlTableRenderer plain) : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<div class=\"table-frame\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">");
        plain.Write(renderer, obj);
        renderer.WriteLine("</div>");
    }
}
