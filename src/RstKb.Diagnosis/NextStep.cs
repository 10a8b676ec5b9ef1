namespace RstKb.Diagnosis;

/// <summary>An observation that would settle a verdict.</summary>
/// <param name="Text">What to do and what its outcome would decide.</param>
/// <param name="Command">A command for this flow, or null.</param>
public sealed record NextStep(string Text, string? Command = null);
