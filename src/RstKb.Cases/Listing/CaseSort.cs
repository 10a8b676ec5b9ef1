namespace RstKb.Cases.Listing;

/// <summary>The order of cases; equal ones stand the newest first.</summary>
/// <param name="Column">What counts.</param>
/// <param name="Descending">Newest or most first.</param>
public readonly record struct CaseSort(CaseColumn Column, bool Descending)
{
    /// <summary>The newest first.</summary>
    public static CaseSort Default { get; } = new(CaseColumn.Opened, Descending: true);

    /// <summary>Reads the address's word: a column's name in lower case, with <c>-</c> before it for the other way round. Anything else is the default order.</summary>
    public static CaseSort Parse(string? text)
    {
        bool descending = text is ['-', ..];
        return (descending ? text![1..] : text) switch
        {
            "opened" => new CaseSort(CaseColumn.Opened, descending),
            "name" => new CaseSort(CaseColumn.Name, descending),
            "resets" => new CaseSort(CaseColumn.Resets, descending),
            _ => Default,
        };
    }

    /// <summary>The word for the address; <see cref="Parse"/> reads it.</summary>
    public override string ToString() => (Descending ? "-" : "") + Column.ToString().ToLowerInvariant();
}
