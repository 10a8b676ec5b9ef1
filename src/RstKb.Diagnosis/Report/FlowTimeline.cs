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
}

/// <summary>One packet of a flow.</summary>
public sealed record TimelineSegment
{
    /// <summary>The packet's number in the file, from 1.</summary>
    public required long Packet { get; init; }

    /// <summary>Nanoseconds since the flow's first packet; negative where the capture's clock stepped back.</summary>
    public required long OffsetNanoseconds { get; init; }

    /// <summary>Whose address it bears: <c>client</c> or <c>server</c>.</summary>
    public required string From { get; init; }

    /// <summary>Flags as Wireshark names them, for instance <c>PSH,ACK</c>.</summary>
    public required string Flags { get; init; }

    /// <summary>As on the wire.</summary>
    public required uint SequenceNumber { get; init; }

    /// <summary>As on the wire; null without ACK.</summary>
    public uint? AcknowledgmentNumber { get; init; }

    /// <summary>From the sender's initial sequence number, or from the first one seen.</summary>
    public required uint RelativeSequenceNumber { get; init; }

    public uint? RelativeAcknowledgmentNumber { get; init; }

    /// <summary>The header's field, not scaled.</summary>
    public required int Window { get; init; }

    /// <summary>Bytes; null where the scale is not known because the SYN is missing.</summary>
    public long? ScaledWindow { get; init; }

    /// <summary>Payload bytes on the wire.</summary>
    public required int Length { get; init; }

    public required int Ttl { get; init; }

    /// <summary>IPv4 identification; null for IPv6.</summary>
    public int? IpId { get; init; }

    /// <summary>IPv4 "don't fragment"; null for IPv6.</summary>
    public bool? DontFragment { get; init; }

    /// <summary>Bytes of TCP header.</summary>
    public required int HeaderBytes { get; init; }

    /// <summary>TSval, where the timestamp option is there.</summary>
    public uint? TimestampValue { get; init; }

    public uint? TimestampEcho { get; init; }

    /// <summary>Wireshark's names without brackets, for instance <c>TCP Retransmission</c> or <c>TCP Dup ACK 12#1</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the payload is, as far as its first bytes tell: <c>HTTP GET</c>, <c>HTTP 200</c>, <c>TLS ClientHello</c>; null otherwise.</summary>
    public string? Content { get; init; }

    /// <summary>True for the flow's first RST.</summary>
    public bool IsTheReset { get; init; }
}

/// <summary>The middle of a very long flow.</summary>
/// <param name="AfterIndex">It stands before <c>Segments[AfterIndex]</c>.</param>
/// <param name="Packets">How many packets it holds.</param>
/// <param name="BytesToServer">Payload bytes.</param>
/// <param name="BytesToClient">Payload bytes.</param>
/// <param name="DurationSeconds">From its first to its last packet.</param>
/// <param name="Retransmissions">Segments that Wireshark would mark as retransmissions.</param>
public sealed record TimelineMiddle(int AfterIndex, long Packets, long BytesToServer, long BytesToClient, double DurationSeconds, long Retransmissions);
