using RstKb.Capture;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>One reset flow as the table shows it.</summary>
public sealed record FlowRow
{
    public required int Flow { get; init; }

    public required CaptureTime StartedAt { get; init; }

    public required CaptureTime ResetAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Packets { get; init; }

    public required EndpointReport Client { get; init; }

    public required EndpointReport Server { get; init; }

    /// <summary>False where the handshake is missing and the client is a guess.</summary>
    public required bool ClientKnown { get; init; }

    /// <summary>Null where the verdict is undetermined.</summary>
    public required string? Cause { get; init; }

    public required string Level { get; init; }

    public required double Confidence { get; init; }

    public required string SentBy { get; init; }

    public required string Harm { get; init; }

    public required string Stage { get; init; }

    public required double IdleSeconds { get; init; }

    /// <summary><c>RST</c> or <c>RST,ACK</c>.</summary>
    public required string Flags { get; init; }

    /// <summary>Whose address the reset bears.</summary>
    public required string From { get; init; }
}
