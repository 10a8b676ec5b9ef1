namespace RstKb.Diagnosis.Report;

/// <summary>The next observation that would settle it.</summary>
/// <param name="Text">What to do and what its outcome would decide.</param>
/// <param name="Command">A command made for this flow, or null.</param>
public sealed record SettleReport(string Text, string? Command);
