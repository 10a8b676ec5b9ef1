using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>Everything that is known of one reset flow.</summary>
/// <param name="Report">Without its timeline.</param>
/// <param name="Timeline">Its packets.</param>
public sealed record FlowDetails(ResetReport Report, FlowTimeline Timeline);
