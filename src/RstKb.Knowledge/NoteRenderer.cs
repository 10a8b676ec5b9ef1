using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RstKb.Knowledge.Extensions.CheckedLinks;
using RstKb.Knowledge.Extensions.CodeFrames;
using RstKb.Knowledge.Extensions.PacketLinks;
using RstKb.Knowledge.Extensions.TableFrames;

namespace RstKb.Knowledge;

/// <summary>
/// Makes HTML of a note that anybody may have written. Raw HTML is shown, not obeyed; links go to http, https, mailto and this site only;
/// images of other hosts become links; headings start at level 4, so that a note stays below the page's own headings.
/// </summary>
public static class NoteRenderer
{
    /// <summary>Characters of a note that are rendered; what stands behind them is left off, and the HTML says so.</summary>
    public const int MaxCharacters = 20_000;

    private const int DeepestHeading = 6;
    private const int FirstHeading = 4;

    private static readonly MarkdownPipeline Plain = Build(null);

    /// <summary>HTML that is safe to place in a page.</summary>
    public static string Render(string markdown) => Render(markdown, Plain);

    /// <summary>The same, with <c>#1231</c> as a link to that packet.</summary>
    /// <param name="markdown">The note.</param>
    /// <param name="packetAddress">The address of a packet with this number.</param>
    public static string Render(string markdown, Func<long, string> packetAddress) => Render(markdown, Build(packetAddress));

    private static string Render(string markdown, MarkdownPipeline pipeline)
    {
        bool cut = markdown.Length > MaxCharacters;
        string note = cut ? markdown[..MaxCharacters] : markdown;
        string html;
        try
        {
            var document = Markdown.Parse(note, pipeline);
            LowerHeadings(document);
            html = document.ToHtml(pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested more than 128 deep; nobody means that, so the note is shown as it was typed.
            html = $"<pre tabindex=\"0\">{System.Net.WebUtility.HtmlEncode(note)}</pre>\n";
        }

        return cut ? $"{html}<p>The note goes on; only its first {MaxCharacters:N0} characters are shown.</p>\n" : html;
    }

    private static void LowerHeadings(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(DeepestHeading, heading.Level + FirstHeading - 1);
        }
    }

    private static MarkdownPipeline Build(Func<long, string>? packetAddress)
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UsePipeTables()
            .UseAutoLinks()
            .Use<CodeFramesExtension>()
            .Use<TableFramesExtension>()
            .Use<CheckedLinksExtension>();
        if (packetAddress is not null)
        {
            builder.Use(new PacketLinksExtension(packetAddress));
        }

        return builder.Build();
    }
}
