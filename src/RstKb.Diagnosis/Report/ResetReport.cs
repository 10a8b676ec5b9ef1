namespace RstKb.Diagnosis.Report;

/// <summary>One flow that holds a RST; everything here is about its first RST.</summary>
public sealed record ResetReport
{
    /// <summary>The flow's number in order of its first packet, from 0 over all TCP flows of the capture.</summary>
    public required int Flow { get; init; }

    public required EndpointReport Client { get; init; }

    public required EndpointReport Server { get; init; }

    /// <summary>False where no SYN was captured and the client is a guess.</summary>
    public required bool ClientKnown { get; init; }

    public required string StartedAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Packets { get; init; }

    /// <summary>Payload bytes, retransmissions counted each time.</summary>
    public required long BytesToServer { get; init; }

    public required long BytesToClient { get; init; }

    public required ResetFacts Reset { get; init; }

    public required VerdictReport Verdict { get; init; }

    /// <summary>Every cause with a confidence of at least 0.01, the likeliest first.</summary>
    public required IReadOnlyList<CandidateReport> Candidates { get; init; }

    public required IReadOnlyList<EvidenceReport> Evidence { get; init; }

    /// <summary>What to look at or capture next; empty where the verdict needs no more.</summary>
    public required IReadOnlyList<SettleReport> Settle { get; init; }

    /// <summary>Name of the published connection-tampering signature that the packets match, or null.</summary>
    public string? Tampering { get; init; }

    public IdleTimerReport? IdleTimer { get; init; }

    public required ZeekReport Zeek { get; init; }

    public required WiresharkReport Wireshark { get; init; }

    /// <summary>The flow's packets; only where one flow was asked for.</summary>
    public FlowTimeline? Timeline { get; init; }
}
