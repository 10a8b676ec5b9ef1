using Markdig;
using Markdig.Renderers;

namespace RstKb.Knowledge.Extensions.PacketLinks;

/// <summary>Turns <c>#1231</c> into a link to that packet.</summary>
/// <param name="addressOf">The address of a packet with this number.</param>
internal sealed class PacketLinksExtension(Func<long, string> addressOf) : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new PacketLinkParser(addressOf));

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}
