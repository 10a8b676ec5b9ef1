using System.Text;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RstKb.Knowledge.Extensions.CheckedLinks;
using RstKb.Knowledge.Extensions.CodeFrames;
using RstKb.Knowledge.Extensions.HeadingAnchors;
using RstKb.Knowledge.Extensions.HeadingIds;
using RstKb.Knowledge.Extensions.TableFrames;

namespace RstKb.Knowledge.Rendering;

/// <summary>Makes HTML of an article's body and refuses what articles may not hold.</summary>
internal static class ArticleRenderer
{
    private static readonly string[] AlertKinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseFootnotes()
        .UseAlertBlocks(WriteAlertTitle)
        .Use<HeadingIdsExtension>()
        .Use<HeadingAnchorsExtension>()
        .Use<CodeFramesExtension>()
        .Use<TableFramesExtension>()
        .Use<CheckedLinksExtension>()
        .Build();

    /// <param name="file">Named in errors.</param>
    /// <param name="markdown">The body.</param>
    /// <param name="firstLine">The file's line on which the body starts.</param>
    /// <param name="address">The article's address, for an article whose tables can be sorted; else null.</param>
    /// <param name="order">How one of its tables is sorted.</param>
    /// <exception cref="ArticleFormatException">Raw HTML, a heading of level 1, an unknown kind of box, or a link of a refused scheme.</exception>
    public static RenderedArticle Render(string file, string markdown, int firstLine, string? address = null, TableOrder? order = null)
    {
        var document = Parse(markdown);
        Refuse(document, (node, reason) => throw new ArticleFormatException(file, firstLine + node.Line, reason));
        var links = document.Descendants<LinkInline>()
            .Where(link => LinkTargets.Of(link.Url) == LinkTarget.Here)
            .Select(link => (firstLine + link.Line, link.Url ?? ""));
        var (headings, sections) = (HeadingsOf(document), SectionsOf(document));
        var linksHere = links.ToList();
        if (address is not null)
        {
            TableSorting.Apply(document, address, order);
        }

        return new RenderedArticle(document.ToHtml(Pipeline), headings, sections, linksHere);
    }

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    private static void Refuse(MarkdownDocument document, Action<MarkdownObject, string> because)
    {
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case HtmlBlock or HtmlInline:
                    because(node, "raw HTML; write Markdown, and put what starts with < into backticks");
                    break;
                case HeadingBlock { Level: 1 }:
                    because(node, "a heading of level 1; the title stands in the front matter, sections start with ##");
                    break;
                case AlertBlock alert when !AlertKinds.Contains(alert.Kind.ToString()):
                    because(node, $"the box [!{alert.Kind}] is not known; known are {string.Join(", ", AlertKinds)}");
                    break;
                case LinkInline link when LinkTargets.Of(link.Url) == LinkTarget.Refused:
                    because(node, $"the link {link.Url} is neither http, https, mailto nor an address of this site");
                    break;
                case AutolinkInline { IsEmail: false } link when LinkTargets.Of(link.Url) == LinkTarget.Refused:
                    because(node, $"the link {link.Url} is neither http, https nor mailto; put it into backticks if it is no link");
                    break;
            }
        }
    }

    private static Heading[] HeadingsOf(MarkdownDocument document) =>
        [.. document.Descendants<HeadingBlock>().Select(heading => new Heading(heading.Level, heading.GetAttributes().Id!, PlainText.Of(heading.Inline)))];

    private static List<ArticleSection> SectionsOf(MarkdownDocument document)
    {
        var sections = new List<ArticleSection>();
        string? id = null;
        var text = new StringBuilder();
        foreach (var block in document)
        {
            if (block is HeadingBlock heading)
            {
                Close();
                id = heading.GetAttributes().Id;
            }
            else
            {
                PlainText.Append(text, block);
            }
        }

        Close();
        return sections;

        void Close()
        {
            if (text.Length > 0)
            {
                sections.Add(new ArticleSection(id, string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))));
                text.Clear();
            }
        }
    }

    /// <summary>A word instead of a drawn sign: it is read aloud, printed and copied.</summary>
    private static void WriteAlertTitle(HtmlRenderer renderer, StringSlice kind)
    {
        string word = kind.ToString();
        renderer.Write("<p class=\"markdown-alert-title\">").WriteEscape($"{word[..1]}{word[1..].ToLowerInvariant()}").WriteLine("</p>");
    }
}
