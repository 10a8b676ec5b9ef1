using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace RstKb.Knowledge.Extensions.CodeFrames;

/// <summary>Puts every code block into a box of its own, in which a script can place a button that copies it.</summary>
internal sealed class CodeFramesExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeFrameRenderer());
        }
    }
}
