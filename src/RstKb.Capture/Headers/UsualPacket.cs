using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Headers;

/// <summary>
/// What nearly every packet is: Ethernet, IPv4 without options or IPv6 without extensions, and TCP, each header whole. Such a packet needs no walk
/// from layer to layer. What is said of it is what <see cref="HeaderWalk"/> would say; everything else is left to that.
/// </summary>
internal static class UsualPacket
{
    private const byte IPv4WithoutOptions = 0x45;

    /// <summary>False where the packet is anything else, or where a length in it is not what it usually is.</summary>
    public static bool TryDecode(in CapturedPacket packet, out DecodedSegment segment)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        if (packet.LinkType == LinkType.Ethernet && EthernetHeader.TryRead(bytes, out EthernetHeader ethernet))
        {
            ReadOnlySpan<byte> rest = bytes[EthernetHeader.Size..];
            int onWire = Math.Max(packet.OriginalLength, bytes.Length) - EthernetHeader.Size;
            switch (ethernet.TypeOrLength)
            {
                case EtherType.IPv4:
                    return TryDecodeIPv4(rest, onWire, ethernet.Source, out segment);
                case EtherType.IPv6:
                    return TryDecodeIPv6(rest, onWire, ethernet.Source, out segment);
            }
        }

        segment = default;
        return false;
    }

    private static bool TryDecodeIPv4(ReadOnlySpan<byte> bytes, int onWire, ulong source, out DecodedSegment segment)
    {
        if (IPv4Header.TryRead(bytes, out IPv4Header ip) && bytes[0] == IPv4WithoutOptions && ip.Protocol == IpProtocol.Tcp && !ip.IsLaterFragment)
        {
            int total = ip.TotalLength;
            if (total <= onWire && TryOpen(bytes, IPv4Header.MinimumBytes, total, out TcpHeader tcp, out ReadOnlySpan<byte> options, out ReadOnlySpan<byte> payload))
            {
                segment = new DecodedSegment
                {
                    Source = ip.Source,
                    Destination = ip.Destination,
                    SourcePort = tcp.SourcePort,
                    DestinationPort = tcp.DestinationPort,
                    SequenceNumber = tcp.SequenceNumber,
                    AcknowledgmentNumber = tcp.AcknowledgmentNumber,
                    Flags = tcp.Flags,
                    Window = tcp.Window,
                    HeaderBytes = tcp.HeaderBytes,
                    OptionBytes = options,
                    PayloadLength = Math.Max(total - IPv4Header.MinimumBytes - tcp.HeaderBytes, 0),
                    Payload = payload,
                    Ttl = ip.Ttl,
                    IsIPv6 = false,
                    IpId = ip.Identification,
                    DontFragment = ip.DontFragment,
                    TrafficClass = ip.TypeOfService,
                    SourceMac = source,
                };
                return true;
            }
        }

        segment = default;
        return false;
    }

    private static bool TryDecodeIPv6(ReadOnlySpan<byte> bytes, int onWire, ulong source, out DecodedSegment segment)
    {
        if (IPv6Header.TryRead(bytes, out IPv6Header ip) && ip.Version == 6 && ip.NextHeader == IpProtocol.Tcp)
        {
            int total = IPv6Header.Size + ip.PayloadLength;
            if (total <= onWire && TryOpen(bytes, IPv6Header.Size, total, out TcpHeader tcp, out ReadOnlySpan<byte> options, out ReadOnlySpan<byte> payload))
            {
                segment = new DecodedSegment
                {
                    Source = ip.Source,
                    Destination = ip.Destination,
                    SourcePort = tcp.SourcePort,
                    DestinationPort = tcp.DestinationPort,
                    SequenceNumber = tcp.SequenceNumber,
                    AcknowledgmentNumber = tcp.AcknowledgmentNumber,
                    Flags = tcp.Flags,
                    Window = tcp.Window,
                    HeaderBytes = tcp.HeaderBytes,
                    OptionBytes = options,
                    PayloadLength = Math.Max(total - IPv6Header.Size - tcp.HeaderBytes, 0),
                    Payload = payload,
                    Ttl = ip.HopLimit,
                    IsIPv6 = true,
                    FlowLabel = ip.FlowLabel,
                    TrafficClass = ip.TrafficClass,
                    SourceMac = source,
                };
                return true;
            }
        }

        segment = default;
        return false;
    }

    /// <summary>Opens the TCP header behind an IP header; false where its fixed part is not there whole or its length is nonsense.</summary>
    /// <param name="bytes">From the IP header on.</param>
    /// <param name="at">Where the TCP header begins.</param>
    /// <param name="total">Bytes of both headers and the payload on the wire; what lies behind them is padding.</param>
    private static bool TryOpen(
        ReadOnlySpan<byte> bytes, int at, int total, out TcpHeader tcp, out ReadOnlySpan<byte> options, out ReadOnlySpan<byte> payload)
    {
        int end = Math.Min(total, bytes.Length);
        if (end >= at + TcpHeader.MinimumBytes && TcpHeader.TryRead(bytes[at..end], out tcp) && tcp.HeaderBytes >= TcpHeader.MinimumBytes)
        {
            int captured = Math.Min(at + tcp.HeaderBytes, end);
            options = bytes[(at + TcpHeader.MinimumBytes)..captured];
            payload = bytes[captured..end];
            return true;
        }

        tcp = default;
        options = payload = default;
        return false;
    }
}
