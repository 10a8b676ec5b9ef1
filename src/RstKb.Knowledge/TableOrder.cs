using System.Globalization;

namespace RstKb.Knowledge;

/// <summary>By which column one of an article's tables is sorted.</summary>
/// <param name="Table">From 1, in the order in which they stand.</param>
/// <param name="Column">From 1.</param>
/// <param name="Descending">True for the largest first.</param>
public sealed record TableOrder(int Table, int Column, bool Descending)
{
    /// <summary>Reads <c>2.1</c>, or <c>-2.1</c> for descending; null for anything else.</summary>
    public static TableOrder? Parse(string? text)
    {
        string[] parts = (text ?? "").TrimStart('-').Split('.');
        return parts.Length == 2 && (text!.Length < 12)
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int table)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int column)
            ? new TableOrder(table, column, text.StartsWith('-'))
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Descending ? "-" : "")}{Table}.{Column}");
}
