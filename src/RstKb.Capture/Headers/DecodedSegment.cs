namespace RstKb.Capture.Headers;

/// <summary>One TCP segment with what matters of the headers around it. It is a view over the packet's bytes and ends with them.</summary>
public readonly ref struct DecodedSegment
{
    public required NetworkAddress Source { get; init; }

    public required NetworkAddress Destination { get; init; }

    public required ushort SourcePort { get; init; }

    public required ushort DestinationPort { get; init; }

    public required SequenceNumber SequenceNumber { get; init; }

    /// <summary>The field as it stands, also where the ACK bit is not set.</summary>
    public required SequenceNumber AcknowledgmentNumber { get; init; }

    public required TcpFlags Flags { get; init; }

    /// <summary>Not scaled.</summary>
    public required ushort Window { get; init; }

    /// <summary>TCP header bytes including options, 20 to 60.</summary>
    public required int HeaderBytes { get; init; }

    /// <summary>The captured part of the options.</summary>
    public required ReadOnlySpan<byte> OptionBytes { get; init; }

    /// <summary>Payload bytes on the wire, from the IP header's length (Ethernet padding is not payload).</summary>
    public required int PayloadLength { get; init; }

    /// <summary>
    /// Whether <see cref="PayloadLength"/> says nothing, because this is a first fragment or the header claims to be longer than the segment. To Wireshark such a
    /// segment is one of its flow, but no sequence numbers can be followed through it.
    /// </summary>
    public bool IsLengthUnknown { get; init; }

    /// <summary>The captured part of the payload; may be shorter than <see cref="PayloadLength"/>.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>TTL or hop limit of the innermost IP header.</summary>
    public required byte Ttl { get; init; }

    public required bool IsIPv6 { get; init; }

    /// <summary>IPv4 identification, 0 for IPv6.</summary>
    public ushort IpId { get; init; }

    /// <summary>IPv4 DF; false for IPv6.</summary>
    public bool DontFragment { get; init; }

    /// <summary>IPv6 flow label, 0 for IPv4.</summary>
    public uint FlowLabel { get; init; }

    /// <summary>DSCP and ECN: IPv4 type of service or IPv6 traffic class.</summary>
    public byte TrafficClass { get; init; }

    /// <summary>Six bytes of the link's source address, 0 where the link has none.</summary>
    public ulong SourceMac { get; init; }

    /// <summary>The part of a PKTAP header that names a process; empty where there is none.</summary>
    public ReadOnlySpan<byte> ProcessMark { get; init; }

    /// <summary>
    /// Where the packet carries several frames side by side, the number of the next one to look at with <see cref="SegmentDecoder.TryDecodeNext"/>; 0 where
    /// there is none.
    /// </summary>
    public int NextFrame { get; init; }
}
