using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Headers;

/// <summary>The short way to the segment of a packet whose headers lie where they usually do.</summary>
internal static class UsualPacket
{
    /// <summary>False where <see cref="UsualHeaders"/> does not find them there.</summary>
    public static bool TryDecode(in CapturedPacket packet, out DecodedSegment segment)
    {
        if (!UsualHeaders.TryFind(packet, out UsualHeaders headers))
        {
            segment = default;
            return false;
        }

        segment = headers.IsIPv6 ? OverIPv6(packet.Bytes, headers) : OverIPv4(packet.Bytes, headers);
        return true;
    }

    private static DecodedSegment OverIPv4(ReadOnlySpan<byte> bytes, UsualHeaders headers)
    {
        EthernetHeader.TryRead(bytes, out EthernetHeader ethernet);
        IPv4Header.TryRead(bytes[UsualHeaders.Ip..], out IPv4Header ip);
        TcpHeader.TryRead(bytes[headers.Tcp..], out TcpHeader tcp);
        int options = headers.Tcp + TcpHeader.MinimumBytes;
        int payload = Math.Min(headers.Tcp + tcp.HeaderBytes, headers.End);
        return new DecodedSegment
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
            OptionBytes = bytes[options..payload],
            PayloadLength = headers.PayloadLength,
            Payload = bytes[payload..headers.End],
            Ttl = ip.Ttl,
            IsIPv6 = false,
            IpId = ip.Identification,
            DontFragment = ip.DontFragment,
            TrafficClass = ip.TypeOfService,
            SourceMac = ethernet.Source,
        };
    }

    private static DecodedSegment OverIPv6(ReadOnlySpan<byte> bytes, UsualHeaders headers)
    {
        EthernetHeader.TryRead(bytes, out EthernetHeader ethernet);
        IPv6Header.TryRead(bytes[UsualHeaders.Ip..], out IPv6Header ip);
        TcpHeader.TryRead(bytes[headers.Tcp..], out TcpHeader tcp);
        int options = headers.Tcp + TcpHeader.MinimumBytes;
        int payload = Math.Min(headers.Tcp + tcp.HeaderBytes, headers.End);
        return new DecodedSegment
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
            OptionBytes = bytes[options..payload],
            PayloadLength = headers.PayloadLength,
            Payload = bytes[payload..headers.End],
            Ttl = ip.HopLimit,
            IsIPv6 = true,
            FlowLabel = ip.FlowLabel,
            TrafficClass = ip.TrafficClass,
            SourceMac = ethernet.Source,
        };
    }
}
