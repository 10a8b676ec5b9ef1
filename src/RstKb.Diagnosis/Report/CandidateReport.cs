namespace RstKb.Diagnosis.Report;

/// <summary>A cause that was weighed.</summary>
/// <param name="Cause">Its slug.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Text">The fact that decides for or against it, in one sentence; null where none stands out.</param>
public sealed record CandidateReport(string Cause, double Confidence, string? Text = null);
