using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace RstKb.Knowledge.Extensions.CheckedLinks;

internal sealed class CheckedLinkRenderer : LinkInlineRenderer
{
    internal const string OutsideRel = "noopener noreferrer";

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        switch (LinkTargets.Of(link.GetDynamicUrl?.Invoke() ?? link.Url))
        {
            case LinkTarget.Refused:
                renderer.WriteChildren(link);
                return;
            case LinkTarget.Outside:
                link.IsImage = false;
                link.GetAttributes().AddPropertyIfNotExist("rel", OutsideRel);
                break;
        }

        base.Write(renderer, link);
    }
}
