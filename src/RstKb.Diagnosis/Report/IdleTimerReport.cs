namespace RstKb.Diagnosis.Report;

/// <summary>A silence that fits a known idle timer.</summary>
/// <param name="Seconds">The silence.</param>
/// <param name="Matches">All products whose default fits, never one alone.</param>
public sealed record IdleTimerReport(double Seconds, IReadOnlyList<string> Matches);
