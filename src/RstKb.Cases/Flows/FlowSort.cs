namespace RstKb.Cases.Flows;

/// <summary>The order of flows; equal ones follow their flow number in the same direction.</summary>
/// <param name="Column">What counts.</param>
/// <param name="Descending">Largest first.</param>
public readonly record struct FlowSort(FlowColumn Column, bool Descending = false)
{
    /// <summary>In order of the flows' numbers.</summary>
    public static FlowSort Default { get; } = new(FlowColumn.Flow);

    /// <summary>Reads the address's word: a column's name in camelCase, with <c>-</c> before it for the largest first. Anything else is the default order.</summary>
    public static FlowSort Parse(string? text)
    {
        bool descending = text is ['-', ..];
        ReadOnlySpan<char> name = descending ? text.AsSpan(1) : text;
        return name.Length > 0 && char.IsAsciiLetter(name[0]) && Enum.TryParse(name, true, out FlowColumn column) ? new FlowSort(column, descending) : Default;
    }

    /// <summary>The word for the address; <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        string name = Column.ToString();
        return $"{(Descending ? "-" : "")}{char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}
