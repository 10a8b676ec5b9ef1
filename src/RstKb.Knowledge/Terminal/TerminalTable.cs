using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace RstKb.Knowledge.Terminal;

/// <summary>A table for a terminal: columns as wide as their words, the widest narrowed and broken into lines until the table fits.</summary>
internal static class TerminalTable
{
    private const int Gap = 2;
    private const int NarrowestColumn = 8;

    public static IEnumerable<string> Lines(Table table, int width)
    {
        var rows = table.OfType<TableRow>().Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(TextOf).ToArray())).ToList();
        int columns = rows.Max(row => row.Cells.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => column < row.Cells.Length ? StyleMarks.VisibleLength(row.Cells[column]) : 0))];
        while (widths.Sum() + (Gap * (columns - 1)) > width && widths.Max() > NarrowestColumn)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        foreach (var (isHeader, cells) in rows)
        {
            var wrapped = cells.Select((cell, column) => TextWrap.Lines(cell, widths[column]).ToArray()).ToArray();
            for (int line = 0; line < wrapped.Max(cell => cell.Length); line++)
            {
                var parts = wrapped.Select((cell, column) => Pad(line < cell.Length ? cell[line] : "", widths[column]));
                string text = string.Join(new string(' ', Gap), parts).TrimEnd();
                yield return isHeader ? $"{StyleMarks.Bold}{text}{StyleMarks.End}" : text;
            }

            if (isHeader)
            {
                yield return string.Join(new string(' ', Gap), widths.Select(column => new string('-', column)));
            }
        }
    }

    private static string TextOf(TableCell cell) => string.Join(' ', cell.OfType<LeafBlock>().Select(leaf => TerminalInlines.Of(leaf.Inline)));

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - StyleMarks.VisibleLength(text)));
}
