namespace RstKb.Diagnosis.Report;

/// <summary>How many TCP flows the capture holds and how they ended.</summary>
/// <param name="Total">All TCP flows.</param>
/// <param name="WithReset">Flows that hold at least one RST.</param>
/// <param name="Endings">How the flows without a reset ended.</param>
public sealed record FlowCounts(int Total, int WithReset, FlowEndings Endings);
