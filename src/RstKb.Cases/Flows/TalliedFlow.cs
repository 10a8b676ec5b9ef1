namespace RstKb.Cases.Flows;

/// <summary>The columns of a reset flow that the overview counts.</summary>
internal sealed class TalliedFlow
{
    public required int Flow { get; init; }

    public required long ResetAt { get; init; }

    public required string ClientAddress { get; init; }

    public required int ClientPort { get; init; }

    public required string ClientKey { get; init; }

    public required string ServerKey { get; init; }

    public required string ServerAddress { get; init; }

    public required int ServerPort { get; init; }

    public required string? Cause { get; init; }

    public required string Level { get; init; }

    public required double Confidence { get; init; }

    public required string SentBy { get; init; }

    public required string Harm { get; init; }

    public required string Stage { get; init; }
}
