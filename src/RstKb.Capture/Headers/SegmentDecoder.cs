using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>Finds the TCP segment in a packet: the innermost one where there are tunnels.</summary>
public static class SegmentDecoder
{
    /// <summary>
    /// Decodes what lies between the link header and the TCP payload. Options are not parsed and checksums not verified. An ICMP error that quotes a
    /// TCP header is no segment.
    /// </summary>
    /// <param name="packet">The packet; the segment is a view over its bytes.</param>
    /// <param name="limits">Bounds the headers inside each other.</param>
    /// <param name="segment">Valid where the method returns true.</param>
    /// <param name="stop">Why there is no segment, where the method returns false.</param>
    public static bool TryDecode(in CapturedPacket packet, CaptureLimits limits, out DecodedSegment segment, out DecodeStop stop)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (UsualPacket.TryDecode(packet, out segment))
        {
            stop = default;
            return true;
        }

        if (LinkLayers.Of(packet.LinkType) == HeaderLayer.None)
        {
            segment = default;
            stop = new DecodeStop(DecodeStopReason.UnknownLinkType, HeaderLayer.Capture, 0, packet.Bytes.Length, HeaderLayer.Capture, 0);
            return false;
        }

        return TryDecode(packet, limits, 0, out segment, out stop);
    }

    /// <summary>The next segment of a packet that carries several, as an A-MSDU of 802.11 or an sFlow datagram does.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="limits">Bounds the headers inside each other.</param>
    /// <param name="frame">The <see cref="DecodedSegment.NextFrame"/> of the segment before, which is not 0.</param>
    /// <param name="segment">Valid where the method returns true.</param>
    public static bool TryDecodeNext(in CapturedPacket packet, CaptureLimits limits, int frame, out DecodedSegment segment) =>
        TryDecode(packet, limits, frame, out segment, out _);

    /// <summary>Reads an ICMP error about a TCP segment.</summary>
    /// <param name="packet">A packet whose decoding stopped at ICMP: <see cref="DecodeStop.IsIcmp"/>.</param>
    /// <param name="limits">Bounds the headers inside each other.</param>
    /// <param name="error">Valid where the method returns true.</param>
    public static bool TryDecodeError(in CapturedPacket packet, CaptureLimits limits, out IcmpError error)
    {
        var walk = new HeaderWalk(packet.Bytes, packet.OriginalLength, limits.MaxHeaders);
        HeaderLayer next = LinkLayers.Of(packet.LinkType);
        while (next is not (HeaderLayer.Tcp or HeaderLayer.None))
        {
            next = walk.Open(next);
        }

        error = default;
        return next == HeaderLayer.None && walk.TryOpenError(out error);
    }

    private static bool TryDecode(in CapturedPacket packet, CaptureLimits limits, int frame, out DecodedSegment segment, out DecodeStop stop)
    {
        while (true)
        {
            var walk = new HeaderWalk(packet.Bytes, packet.OriginalLength, limits.MaxHeaders, frame);
            HeaderLayer next = LinkLayers.Of(packet.LinkType);
            while (next is not (HeaderLayer.Tcp or HeaderLayer.None))
            {
                next = walk.Open(next);
            }

            frame = walk.HasSibling ? frame + 1 : 0;
            if (next == HeaderLayer.Tcp && walk.TryOpenTcp(frame, out segment))
            {
                stop = default;
                return true;
            }

            if (frame == 0)
            {
                segment = default;
                stop = walk.Stop;
                return false;
            }
        }
    }
}
