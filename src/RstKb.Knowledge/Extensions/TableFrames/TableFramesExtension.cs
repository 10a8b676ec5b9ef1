using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace RstKb.Knowledge.Extensions.TableFrames;

/// <summary>Puts every table into a box that scrolls sideways, so that a wide table never widens the page.</summary>
internal sealed class TableFramesExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html && html.ObjectRenderers.FindExact<HtmlTableRenderer>() is { } plain)
        {
            html.ObjectRenderers.Replace<HtmlTableRenderer>(new TableFrameRenderer(plain));
        }
    }
}
