namespace RstKb.Cases.Flows;

/// <summary>A part of the flow table.</summary>
/// <param name="Total">Flows that the filter lets through.</param>
/// <param name="Rows">In the order that was asked for.</param>
public sealed record FlowPage(int Total, IReadOnlyList<FlowRow> Rows);
