namespace RstKb.Cases;

/// <summary>A part of the list of cases.</summary>
/// <param name="Total">Cases that match.</param>
/// <param name="Cases">In the order that was asked for.</param>
public sealed record CasePage(int Total, IReadOnlyList<CaseSummary> Cases);
