using RstKb.Diagnosis.Report;

namespace RstKb.Cases;

/// <summary>A case as its own page needs it.</summary>
public sealed record CaseDetails : CaseSummary
{
    /// <summary>The report with an empty list of resets; null until the case is done.</summary>
    public required AnalysisReport? Header { get; init; }
}
