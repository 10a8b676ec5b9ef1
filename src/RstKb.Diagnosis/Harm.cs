namespace RstKb.Diagnosis;

/// <summary>Whether the reset cost anything.</summary>
public enum Harm
{
    Unknown,
    Benign,
    Harmful,
}

/// <summary>Who really sent the RST.</summary>
public enum SentBy
{
    Unknown,
    Client,
    Server,
    Middlebox,
}

/// <summary>An observation that would settle a verdict.</summary>
/// <param name="Text">What to do and what its outcome would decide.</param>
/// <param name="Command">A command for this flow, or null.</param>
public sealed record NextStep(string Text, string? Command = null);
