using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace RstKb.Knowledge.Extensions.HeadingAnchors;

/// <summary>Puts a link to itself behind every heading, so that a place can be sent to somebody. It needs the headings' ids.</summary>
internal sealed class HeadingAnchorsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Replace<HeadingRenderer>(new HeadingAnchorRenderer());
        }
    }
}
