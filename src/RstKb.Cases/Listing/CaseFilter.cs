namespace RstKb.Cases.Listing;

/// <summary>Which cases are wanted. Null means any.</summary>
public sealed record CaseFilter
{
    /// <summary>All cases.</summary>
    public static CaseFilter All { get; } = new();

    /// <summary>
    /// What the name or the file name holds, what an end of a reset flow begins with (<c>10.0.12.</c>, <c>2001:db8</c>), or words that stand together in a note, the
    /// last of which may be unfinished. 100 characters count.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>The slug of the main cause, or <see cref="Flows.FlowFilter.NoCause"/> for cases with resets of which no cause stands out.</summary>
    public string? Cause { get; init; }
}
