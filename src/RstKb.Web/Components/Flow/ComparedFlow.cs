using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Flow;

/// <summary>One of two flows that stand side by side.</summary>
/// <param name="Timeline">Its packets.</param>
/// <param name="Report">What is known of its reset; null where it was not reset.</param>
public sealed record ComparedFlow(FlowTimeline Timeline, ResetReport? Report);
