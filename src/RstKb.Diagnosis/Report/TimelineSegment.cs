namespace RstKb.Diagnosis.Report;

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
