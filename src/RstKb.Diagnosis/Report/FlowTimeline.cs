namespace RstKb.Diagnosis.Report;

/// <summary>The packets of one flow as the ladder draws them. It is kept with the case and outlives the capture.</summary>
public sealed record FlowTimeline
{
    public required int Flow { get; init; }

    public required EndpointReport Client { get; init; }

    public required EndpointReport Server { get; init; }

    public required string StartedAt { get; init; }

    /// <summary>TTL or hop limit that most packets of the client show at the capture point; null where none was seen.</summary>
    public int? ClientTtl { get; init; }

    public int? ServerTtl { get; init; }

    /// <summary><c>client</c>, <c>server</c>, <c>between</c> or <c>unknown</c>.</summary>
    public required string CapturedAt { get; init; }

    /// <summary>In the file's order. A very long flow keeps its head and its tail; see <see cref="Middle"/>.</summary>
    public required IReadOnlyList<TimelineSegment> Segments { get; init; }

    /// <summary>What stands between head and tail and is kept as figures only; null where every packet is kept.</summary>
    public TimelineMiddle? Middle { get; init; }

    /// <summary>ICMP errors that quote packets of this flow, in the file's order; the first 32 at most.</summary>
    public IReadOnlyList<TimelineError> Errors { get => field ?? []; init; } = [];
}
