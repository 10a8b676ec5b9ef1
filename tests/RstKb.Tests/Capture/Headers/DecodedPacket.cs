using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Tests.Capture.Headers;

/// <summary>A decoded segment that outlives its view, for comparison.</summary>
internal sealed record DecodedPacket(string Addresses, string Ports, string Numbers, TcpFlags Flags, int HeaderBytes, int PayloadLength, string Payload, int Ttl, ulong SourceMac)
{
    /// <summary>The segment, or why there is none.</summary>
    public static (DecodedPacket? Segment, DecodeStop Stop) From(byte[] packet, LinkType linkType = LinkType.Ethernet, int? captured = null, int maxHeaders = 500)
    {
        var view = new CapturedPacket
        {
            Number = 1,
            Time = default,
            LinkType = linkType,
            Bytes = packet.AsSpan(0, Math.Min(captured ?? packet.Length, packet.Length)),
            OriginalLength = packet.Length,
        };
        return SegmentDecoder.TryDecode(view, new CaptureLimits { MaxHeaders = maxHeaders }, out DecodedSegment segment, out DecodeStop stop)
            ? (From(segment), stop)
            : (null, stop);
    }

    private static DecodedPacket From(in DecodedSegment segment) => new(
        $"{segment.Source} > {segment.Destination}",
        $"{segment.SourcePort} > {segment.DestinationPort}",
        $"{segment.SequenceNumber.Value:x} {segment.AcknowledgmentNumber.Value:x} {segment.Window} {segment.IpId:x} {segment.DontFragment} {segment.FlowLabel:x} {segment.TrafficClass:x}",
        segment.Flags,
        segment.HeaderBytes,
        segment.PayloadLength,
        Convert.ToHexString(segment.Payload),
        segment.Ttl,
        segment.SourceMac);
}
