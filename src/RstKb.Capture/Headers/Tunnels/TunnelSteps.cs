using RstKb.Capture.Headers.Transport;
using RstKb.Capture.Headers.Tunnels;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into tunnels.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer Deeper(HeaderLayer layer) => ++_depth > _maxDepth ? StopAt(DecodeStopReason.TooDeep, layer) : layer;

    private HeaderLayer OpenUdp()
    {
        if (!UdpHeader.TryRead(_rest, out UdpHeader header))
        {
            return Cut(HeaderLayer.Udp, UdpHeader.Size);
        }

        HeaderLayer inside = GeneveHeader.IsPort(header.DestinationPort) ? HeaderLayer.Geneve
            : VxlanHeader.IsPort(header.DestinationPort) ? HeaderLayer.Vxlan
            : HeaderLayer.None;
        if (inside == HeaderLayer.None)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Udp);
        }

        int length = header.Length;
        if (length is not 0 and < UdpHeader.Size)
        {
            return Malformed(HeaderLayer.Udp, UdpHeader.Size, length);
        }

        if (length != 0)
        {
            Narrow(length, HeaderLayer.Udp);
        }

        Advance(UdpHeader.Size);
        return inside;
    }

    private HeaderLayer OpenVxlan()
    {
        if (_rest.Length < VxlanHeader.Size)
        {
            return Cut(HeaderLayer.Vxlan, VxlanHeader.Size);
        }

        Advance(VxlanHeader.Size);
        return Deeper(HeaderLayer.Ethernet);
    }

    private HeaderLayer OpenGeneve()
    {
        if (!GeneveHeader.TryRead(_rest, out GeneveHeader header))
        {
            return Cut(HeaderLayer.Geneve, GeneveHeader.MinimumBytes);
        }

        int bytes = header.HeaderBytes;
        if (_rest.Length < bytes)
        {
            return Cut(HeaderLayer.Geneve, bytes);
        }

        ushort type = header.Protocol;
        Advance(bytes);
        return AfterTunnelType(type, HeaderLayer.Geneve);
    }

    private HeaderLayer OpenGre()
    {
        if (!GreHeader.TryRead(_rest, out GreHeader header))
        {
            return Cut(HeaderLayer.Gre, GreHeader.MinimumBytes);
        }

        int bytes = header.HeaderBytes;
        ushort type = header.Protocol;
        if (header.HasRouting || header.Version > 1)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Gre);
        }

        bytes += type switch
        {
            // A mirror port's header comes with a sequence number, or not at all (type I).
            EtherType.Erspan2 when header.HasSequence => 8,
            EtherType.Erspan3 => 12,
            // WCCP version 2 puts a redirect header of its own before the packet; it never begins with IP's version 4.
            EtherType.CacheRedirect when _rest.Length > bytes && (_rest[bytes] >> 4) != 4 => 4,
            _ => 0,
        };
        if (_rest.Length < bytes)
        {
            return Cut(HeaderLayer.Gre, bytes);
        }

        bool hasPlatformPart = type == EtherType.Erspan3 && (_rest[bytes - 1] & 1) != 0;
        if (hasPlatformPart && _rest.Length < bytes + 8)
        {
            return Cut(HeaderLayer.Gre, bytes + 8);
        }

        Advance(hasPlatformPart ? bytes + 8 : bytes);
        return type switch
        {
            EtherType.Erspan2 or EtherType.Erspan3 => Deeper(HeaderLayer.Ethernet),
            EtherType.CacheRedirect => Deeper(HeaderLayer.IPv4),
            _ => AfterTunnelType(type, HeaderLayer.Gre),
        };
    }

    /// <summary>An EtherType inside a tunnel: whatever follows is one encapsulation deeper.</summary>
    private HeaderLayer AfterTunnelType(ushort type, HeaderLayer layer)
    {
        if (type <= EtherType.LargestLength)
        {
            return StopAt(DecodeStopReason.NotTcp, layer);
        }

        // Transparent Ethernet counts itself.
        HeaderLayer next = AfterType(type, layer);
        return type == EtherType.TransparentEthernet || next == HeaderLayer.None ? next : Deeper(next);
    }
}
