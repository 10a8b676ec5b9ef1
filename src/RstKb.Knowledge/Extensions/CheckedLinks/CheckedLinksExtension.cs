using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;

namespace RstKb.Knowledge.Extensions.CheckedLinks;

/// <summary>
/// Lets only http, https, mailto and addresses of this site become links; what else is written as one stays as words. A link to another host
/// tells it neither the page nor a handle to the window. An image of another host becomes a link, since no page here asks another host for anything.
/// </summary>
internal sealed class CheckedLinksExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new CheckedLinkRenderer());
            html.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new CheckedAutolinkRenderer());
        }
    }
}
