namespace RstKb.Capture.Headers;

/// <summary>An ICMP error about a TCP segment (RFC 792, RFC 4443): what it says, who says it, and the segment as it quotes it.</summary>
public readonly record struct IcmpError
{
    /// <summary>The address that reports: a router, a firewall or the destination itself.</summary>
    public required NetworkAddress Reporter { get; init; }

    /// <summary>Whether it is ICMPv6, whose types have other numbers.</summary>
    public required bool IsIPv6 { get; init; }

    public required byte Type { get; init; }

    public required byte Code { get; init; }

    /// <summary>For a packet that is too big: the bytes that fit, 0 where the router does not tell.</summary>
    public int Mtu { get; init; }

    /// <summary>TTL or hop limit of the error itself at the capture point.</summary>
    public required byte Ttl { get; init; }

    /// <summary>Sender of the quoted segment.</summary>
    public required NetworkAddress Source { get; init; }

    public required NetworkAddress Destination { get; init; }

    public required ushort SourcePort { get; init; }

    public required ushort DestinationPort { get; init; }

    /// <summary>Of the quoted segment.</summary>
    public required SequenceNumber SequenceNumber { get; init; }

    /// <summary>Of the quoted segment; none where the quotation ends before them (RFC 792 asks for eight bytes only).</summary>
    public TcpFlags Flags { get; init; }

    /// <summary>Whether the quotation reaches to the segment's window, so that Wireshark counts it as a stream.</summary>
    public bool HasWholeHeader { get; init; }

    /// <summary>Whether the quotation reaches to the end of the segment's options, of which Wireshark takes note too.</summary>
    public bool HasWholeOptions { get; init; }

    /// <summary>Shift count of the quoted segment; null where its options, as far as they are quoted, have none.</summary>
    public byte? WindowScale { get; init; }

    public IcmpErrorKind Kind => IcmpErrorNames.KindOf(IsIPv6, Type, Code);

    /// <summary>Type and code in words, for instance <c>host unreachable</c>.</summary>
    public string Name => IcmpErrorNames.NameOf(IsIPv6, Type, Code);

    /// <summary>The quoted segment as far as flows are concerned.</summary>
    internal DecodedSegment AsSegment() => new()
    {
        Source = Source,
        Destination = Destination,
        SourcePort = SourcePort,
        DestinationPort = DestinationPort,
        SequenceNumber = SequenceNumber,
        AcknowledgmentNumber = default,
        Flags = Flags,
        Window = 0,
        HeaderBytes = 20,
        OptionBytes = default,
        PayloadLength = 0,
        Payload = default,
        Ttl = 0,
        IsIPv6 = Source.IsIPv6,
    };
}
