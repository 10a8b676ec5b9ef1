namespace RstKb.Diagnosis.Report;

/// <summary>A flaw of the capture that makes verdicts weaker.</summary>
/// <param name="Code">A stable short name, for instance <c>snaplen</c> or <c>mid-stream</c>.</param>
/// <param name="Text">One sentence with its figures.</param>
/// <param name="Weakens">The causes or kinds of evidence that suffer.</param>
public sealed record CaptureWarning(string Code, string Text, IReadOnlyList<string> Weakens);
