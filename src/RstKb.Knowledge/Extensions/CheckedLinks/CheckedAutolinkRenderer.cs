using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace RstKb.Knowledge.Extensions.CheckedLinks;

internal sealed class CheckedAutolinkRenderer : AutolinkInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        switch (obj.IsEmail ? LinkTarget.Mail : LinkTargets.Of(obj.Url))
        {
            case LinkTarget.Refused:
                renderer.WriteEscape(obj.Url);
                return;
            case LinkTarget.Outside:
                obj.GetAttributes().AddPropertyIfNotExist("rel", CheckedLinkRenderer.OutsideRel);
                break;
        }

        base.Write(renderer, obj);
    }
}
