namespace RstKb.Cases.Flows;

/// <summary>Where a flow stands among those that a filter lets through.</summary>
/// <param name="Previous">The flow before it; null at the start.</param>
/// <param name="Next">The flow after it; null at the end.</param>
/// <param name="Position">How many stand before it.</param>
/// <param name="Total">How many the filter lets through.</param>
public sealed record FlowNeighbours(int? Previous, int? Next, int Position, int Total);
