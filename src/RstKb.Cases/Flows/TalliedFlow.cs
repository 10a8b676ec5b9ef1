using RstKb.Capture;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>A row of the flow table in memory: what is counted, filtered, sorted and shown.</summary>
internal sealed class TalliedFlow
{
    public required int Flow { get; init; }

    public required long StartedAt { get; init; }

    public required long ResetAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Packets { get; init; }

    public required string ClientAddress { get; init; }

    public required int ClientPort { get; init; }

    public required string ClientKey { get; init; }

    public required string ServerAddress { get; init; }

    public required int ServerPort { get; init; }

    public required string ServerKey { get; init; }

    public required string? Cause { get; init; }

    public required string Level { get; init; }

    public required double Confidence { get; init; }

    public required string SentBy { get; init; }

    public required string Harm { get; init; }

    public required string Stage { get; init; }

    public required double IdleSeconds { get; init; }

    public required string Flags { get; init; }

    public required string ResetFrom { get; init; }

    public required bool ClientKnown { get; init; }

    /// <summary>0 where it was not counted.</summary>
    public required int ServerConnections { get; init; }

    /// <summary>The row as pages get it.</summary>
    public FlowRow Row() => new()
    {
        Flow = Flow,
        StartedAt = new CaptureTime(StartedAt),
        ResetAt = new CaptureTime(ResetAt),
        DurationSeconds = DurationSeconds,
        Packets = Packets,
        Client = new EndpointReport(ClientAddress, ClientPort),
        Server = new EndpointReport(ServerAddress, ServerPort),
        ClientKnown = ClientKnown,
        Cause = Cause,
        Level = Level,
        Confidence = Confidence,
        SentBy = SentBy,
        Harm = Harm,
        Stage = Stage,
        IdleSeconds = IdleSeconds,
        Flags = Flags,
        From = ResetFrom,
    };
}
