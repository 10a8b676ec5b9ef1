using Markdig;
using Markdig.Renderers;

namespace RstKb.Knowledge.Extensions.HeadingIds;

/// <summary>
/// Gives every heading an id made of its words, or the one that its author wrote after it as <c>{#like-this}</c>, so that a reworded heading
/// keeps the links that lead to it.
/// </summary>
internal sealed class HeadingIdsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += HeadingIdAssigner.Assign;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}
