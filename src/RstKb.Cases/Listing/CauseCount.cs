namespace RstKb.Cases.Listing;

/// <summary>How many cases have a main cause.</summary>
/// <param name="Cause">A slug, or <see cref="Flows.FlowFilter.NoCause"/>.</param>
/// <param name="Cases">Cases with it.</param>
public sealed record CauseCount(string Cause, int Cases);
