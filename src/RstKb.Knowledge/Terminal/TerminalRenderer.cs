using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using RstKb.Knowledge.Rendering;

namespace RstKb.Knowledge.Terminal;

/// <summary>An article as lines for a terminal.</summary>
public static class TerminalRenderer
{
    private const string CodeIndent = "    ";

    /// <param name="article">The article.</param>
    /// <param name="width">Columns; code is not broken and may be wider.</param>
    /// <param name="styled">With escape sequences for bold, dim and code.</param>
    public static IEnumerable<string> Render(Article article, int width, bool styled)
    {
        var lines = new List<string> { $"{StyleMarks.Bold}{article.Title}{StyleMarks.End}" };
        lines.AddRange(TextWrap.Lines(article.Summary, width));
        if (article.Errors.Count > 0)
        {
            lines.Add("");
            lines.Add($"{StyleMarks.Dim}Applications print{StyleMarks.End}");
            lines.AddRange(article.Errors.Select(error => $"  {error}"));
        }

        AddBlocks(lines, ArticleRenderer.Parse(article.Markdown), "", width);
        if (article.Related.Count > 0)
        {
            lines.Add("");
            lines.AddRange(TextWrap.Lines($"See also: {string.Join(", ", article.Related)}", width));
        }

        return lines.Select(line => StyleMarks.Resolve(line, styled));
    }

    private static void AddBlocks(List<string> lines, ContainerBlock container, string indent, int width)
    {
        bool isFirst = container is ListItemBlock or Footnote;
        foreach (var block in container)
        {
            bool belongsToList = container is ListBlock { IsLoose: false };
            if (!isFirst && !belongsToList && block is not LinkReferenceDefinitionGroup)
            {
                lines.Add("");
            }

            isFirst = false;
            AddBlock(lines, block, indent, width);
        }
    }

    private static void AddBlock(List<string> lines, Block block, string indent, int width)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                break;
            case HeadingBlock heading:
                lines.Add($"{indent}{StyleMarks.Bold}{TerminalInlines.Of(heading.Inline)}{StyleMarks.End}");
                break;
            case CodeBlock code:
                lines.AddRange(code.Lines.ToString().TrimEnd('\n').Split('\n').Select(line => $"{indent}{CodeIndent}{StyleMarks.Code}{line}{StyleMarks.End}"));
                break;
            case Table table:
                lines.AddRange(TerminalTable.Lines(table, width - indent.Length).Select(line => indent + line));
                break;
            case ListBlock list:
                AddList(lines, list, indent, width);
                break;
            case FootnoteGroup notes:
                AddFootnotes(lines, notes, indent, width);
                break;
            case AlertBlock alert:
                AddQuoted(lines, alert, $"{StyleMarks.Bold}{alert.Kind}{StyleMarks.End}", indent, width);
                break;
            case QuoteBlock quote:
                AddQuoted(lines, quote, null, indent, width);
                break;
            case ThematicBreakBlock:
                lines.Add(indent + new string('-', Math.Max(0, width - indent.Length)));
                break;
            case LeafBlock leaf:
                lines.AddRange(TextWrap.Lines(TerminalInlines.Of(leaf.Inline), width - indent.Length).Select(line => indent + line));
                break;
            case ContainerBlock inner:
                AddBlocks(lines, inner, indent, width);
                break;
        }
    }

    private static void AddList(List<string> lines, ListBlock list, string indent, int width)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (list.IsLoose && item != list[0])
            {
                lines.Add("");
            }

            AddMarked(lines, item, list.IsOrdered ? $"{number++}. " : "- ", indent, width);
        }
    }

    private static void AddFootnotes(List<string> lines, FootnoteGroup notes, string indent, int width)
    {
        foreach (var note in notes.OfType<Footnote>())
        {
            AddMarked(lines, note, $"[{note.Order}] ", indent, width);
        }
    }

    /// <summary>The mark stands before the first line, what follows is set in by as much.</summary>
    private static void AddMarked(List<string> lines, ContainerBlock item, string mark, string indent, int width)
    {
        int first = lines.Count;
        string inner = indent + new string(' ', mark.Length);
        AddBlocks(lines, item, inner, width);
        if (lines.Count > first)
        {
            lines[first] = indent + mark + lines[first][inner.Length..];
        }
    }

    private static void AddQuoted(List<string> lines, ContainerBlock quote, string? title, string indent, int width)
    {
        var inner = new List<string>();
        AddBlocks(inner, quote, "", width - indent.Length - 2);
        if (title is not null)
        {
            lines.Add($"{indent}| {title}");
        }

        lines.AddRange(inner.Skip(1).Select(line => $"{indent}| {line}".TrimEnd()));
    }
}
