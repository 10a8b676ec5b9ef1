using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RstKb.Knowledge.Rendering;

/// <summary>Makes the heads of tables links that sort, and puts the rows of one table into another order.</summary>
internal static class TableSorting
{
    /// <summary>A shorter table is read at a glance.</summary>
    private const int LeastRows = 6;

    public static void Apply(MarkdownDocument document, string address, TableOrder? order)
    {
        int number = 0;
        foreach (var table in document.Descendants<Table>())
        {
            number++;
            var rows = table.OfType<TableRow>().ToList();
            if (rows.Count - 1 < LeastRows || rows is not [{ IsHeader: true } head, ..])
            {
                continue;
            }

            var chosen = order?.Table == number && order.Column >= 1 && order.Column <= head.Count ? order : null;
            string id = string.Create(CultureInfo.InvariantCulture, $"table-{number}");
            table.GetAttributes().Id = id;
            for (int column = 1; column <= head.Count; column++)
            {
                var next = new TableOrder(number, column, chosen?.Column == column && !chosen.Descending);
                Link((TableCell)head[column - 1], $"{address}?sort={next}#{id}", chosen?.Column == column ? chosen : null);
            }

            if (chosen is not null)
            {
                Sort(table, rows.Skip(1), chosen);
            }
        }
    }

    private static void Link(TableCell cell, string address, TableOrder? sorted)
    {
        if (cell.Count == 0 || cell[0] is not ParagraphBlock { Inline: { } words })
        {
            return;
        }

        var link = new LinkInline(address, "") { IsClosed = true };
        link.GetAttributes().AddProperty("rel", "nofollow");
        while (words.FirstChild is { } child)
        {
            child.Remove();
            link.AppendChild(child);
        }

        words.AppendChild(link);
        if (sorted is not null)
        {
            cell.GetAttributes().AddProperty("aria-sort", sorted.Descending ? "descending" : "ascending");
        }
    }

    private static void Sort(Table table, IEnumerable<TableRow> rows, TableOrder order)
    {
        var keyed = rows.Select(row => (Row: row, Key: order.Column <= row.Count ? PlainText.Of((TableCell)row[order.Column - 1]) : "")).ToList();
        var sorted = keyed.OrderBy(entry => Number(entry.Key) is null && keyed.Exists(other => Number(other.Key) is not null));
        var ordered = order.Descending
            ? sorted.ThenByDescending(entry => Number(entry.Key) ?? 0).ThenByDescending(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            : sorted.ThenBy(entry => Number(entry.Key) ?? 0).ThenBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var row in ordered.Select(entry => entry.Row).ToList())
        {
            table.Remove(row);
            table.Add(row);
        }
    }

    /// <summary>The number with which a cell begins: 3,600 or 924.6; null for words, which come last.</summary>
    private static double? Number(string text)
    {
        string digits = string.Concat(text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is ',' or '.'));
        return double.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
    }
}
