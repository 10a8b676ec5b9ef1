namespace RstKb.Cases.Sharing;

/// <summary>What the person who shares a case chose.</summary>
public sealed record ShareTerms
{
    /// <summary>From one minute to <see cref="ShareLinks.LongestLife"/>; null for <see cref="ShareLinks.DefaultLife"/>.</summary>
    public TimeSpan? Life { get; init; }

    /// <summary>What stands after the case's address, for instance <c>/f/17?p=1231</c>; anything that is no such tail counts as the overview.</summary>
    public string? View { get; init; }

    public string? SharedBy { get; init; }

    public bool WithNotes { get; init; }

    public ShareScope Scope { get; init; } = ShareScope.Headers;

    /// <summary>True where stand-ins are shown in place of addresses; they are drawn anew for each link.</summary>
    public bool ReplaceAddresses { get; init; }

    /// <summary>True where downloads hold the packets' payload. It may name hosts and hold secrets.</summary>
    public bool WithPayload { get; init; }

    /// <summary>Asked for before anything is shown; null or empty for none.</summary>
    public string? Password { get; init; }
}
