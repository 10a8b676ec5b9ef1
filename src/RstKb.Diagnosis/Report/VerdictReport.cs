namespace RstKb.Diagnosis.Report;

/// <summary>The answer.</summary>
public sealed record VerdictReport
{
    /// <summary>The cause's slug; null where <see cref="Level"/> is <c>undetermined</c>.</summary>
    public string? Cause { get; init; }

    /// <summary><c>likely</c>, <c>possible</c> or <c>undetermined</c>.</summary>
    public required string Level { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary><c>client</c>, <c>server</c>, <c>middlebox</c> or <c>unknown</c>.</summary>
    public required string SentBy { get; init; }

    /// <summary><c>benign</c>, <c>harmful</c> or <c>unknown</c>.</summary>
    public required string Harm { get; init; }

    /// <summary>One or two sentences that could be pasted into a chat.</summary>
    public required string Text { get; init; }

    /// <summary>Slugs of further articles that fit this reset, the closest first.</summary>
    public IReadOnlyList<string> ReadAlso { get => field ?? []; init; } = [];
}
