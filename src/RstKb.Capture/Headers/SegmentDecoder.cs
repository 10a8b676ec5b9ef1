using RstKb.Capture.Files;

namespace RstKb.Capture.Headers;

/// <summary>Finds the TCP segment in a packet: the innermost one where there are tunnels.</summary>
public static class SegmentDecoder
{
    /// <summary>
    /// Decodes what lies between the link header and the TCP payload. Options are not parsed and checksums not verified. An ICMP error that quotes a
    /// TCP header is no segment.
    /// </summary>
    /// <param name="packet">The packet; the segment is a view over its bytes.</param>
    /// <param name="limits">Bounds the nesting of tunnels.</param>
    /// <param name="segment">Valid where the method returns true.</param>
    /// <param name="stop">Why there is no segment, where the method returns false.</param>
    public static bool TryDecode(in CapturedPacket packet, CaptureLimits limits, out DecodedSegment segment, out DecodeStop stop)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var walk = new HeaderWalk(packet.Bytes, packet.OriginalLength, limits.MaxTunnelDepth);
        HeaderLayer next = LinkLayers.Of(packet.LinkType);
        if (next == HeaderLayer.None)
        {
            segment = default;
            stop = new DecodeStop(DecodeStopReason.UnknownLinkType, HeaderLayer.Capture, 0, packet.Bytes.Length, HeaderLayer.Capture, 0);
            return false;
        }

        while (next is not (HeaderLayer.Tcp or HeaderLayer.None))
        {
            next = walk.Open(next);
        }

        if (next == HeaderLayer.Tcp && walk.TryOpenTcp(out segment))
        {
            stop = default;
            return true;
        }

        segment = default;
        stop = walk.Stop;
        return false;
    }
}
