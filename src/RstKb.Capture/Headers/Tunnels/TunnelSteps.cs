using RstKb.Capture.Headers.Tunnels;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into tunnels.</summary>
internal ref partial struct HeaderWalk
{
    private const int VxlanBytes = 8;
    private const int LispBytes = 8;

    private HeaderLayer Deeper(HeaderLayer layer) => ++_depth > _maxDepth ? StopAt(DecodeStopReason.TooDeep, layer) : layer;

    /// <summary>VXLAN: an Ethernet frame inside UDP (RFC 7348).</summary>
    private HeaderLayer OpenVxlan() => AdvanceTo(VxlanBytes, VxlanBytes, HeaderLayer.Vxlan, Deeper(HeaderLayer.Ethernet));

    /// <summary>VXLAN whose last byte but four says what is inside (draft-ietf-nvo3-vxlan-gpe); without the flag for it, Ethernet.</summary>
    private HeaderLayer OpenVxlanGpe()
    {
        const int HasNumber = 0x04;
        if (_rest.Length < VxlanBytes)
        {
            return Cut(HeaderLayer.VxlanGpe, VxlanBytes);
        }

        HeaderLayer next = (_rest[0] & HasNumber) != 0 ? AfterServiceNumber(_rest[3], HeaderLayer.VxlanGpe) : Deeper(HeaderLayer.Ethernet);
        return AdvanceTo(VxlanBytes, VxlanBytes, HeaderLayer.VxlanGpe, next);
    }

    /// <summary>LISP's data (RFC 9300): IP of either version behind eight bytes.</summary>
    private HeaderLayer OpenLisp() => AdvanceTo(LispBytes, LispBytes, HeaderLayer.Lisp, Deeper(HeaderLayer.Ip));

    /// <summary>EtherIP (RFC 3378): an Ethernet frame behind its version.</summary>
    private HeaderLayer OpenEtherIp() => AdvanceTo(2, 2, HeaderLayer.EtherIp, Deeper(HeaderLayer.Ethernet));

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
        bool isMirror = type == EtherType.Erspan3 || (type == EtherType.Erspan2 && header.HasSequence);
        if (header.HasRouting && !TryPassRoutes(ref bytes))
        {
            return Cut(HeaderLayer.Gre, bytes);
        }

        // WCCP version 2 puts a redirect header of its own before the packet; it never begins with IP's version 4.
        bytes += type == EtherType.CacheRedirect && _rest.Length > bytes && (_rest[bytes] >> 4) != 4 ? 4 : 0;
        if (_rest.Length < bytes)
        {
            return Cut(HeaderLayer.Gre, bytes);
        }

        Advance(bytes);
        return type switch
        {
            EtherType.Erspan2 or EtherType.Erspan3 => isMirror ? OpenMirrorHeader() : Deeper(HeaderLayer.Ethernet),
            EtherType.CacheRedirect => Deeper(HeaderLayer.IPv4),
            // Aruba's access points number their radios from here on.
            >= EtherType.FirstAruba and <= EtherType.LastAruba when (type & 0x0f) == 0 => Deeper(HeaderLayer.Wireless),
            EtherType.RawEthernet => Deeper(HeaderLayer.Ethernet),
            EtherType.FrameRelay => Deeper(HeaderLayer.FrameRelay),
            EtherType.IPv4 or EtherType.IPv6 or EtherType.Mpls or EtherType.MplsMulticast or EtherType.Ppp or EtherType.TransparentEthernet
                or EtherType.NetworkServiceHeader => AfterTunnelType(type, HeaderLayer.Gre),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Gre),
        };
    }

    /// <summary>What a mirror port puts before its frames (draft-foschiano-erspan): its version tells the length, and for the second one a bit tells of a further part.</summary>
    private HeaderLayer OpenMirrorHeader()
    {
        const int FirstBytes = 8;
        const int SecondBytes = 12;
        const int PlatformBytes = 8;
        if (_rest.Length < SecondBytes)
        {
            return Cut(HeaderLayer.Gre, SecondBytes);
        }

        int bytes = (_rest[0] >> 4) switch
        {
            1 => FirstBytes,
            2 => (_rest[SecondBytes - 1] & 1) != 0 ? SecondBytes + PlatformBytes : SecondBytes,
            _ => 0,
        };
        return bytes == 0 ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Gre) : AdvanceTo(bytes, FirstBytes, HeaderLayer.Gre, Deeper(HeaderLayer.Ethernet));
    }

    /// <summary>Steps over source routes: family, offset and length of each, up to one that is all zero.</summary>
    private readonly bool TryPassRoutes(ref int bytes)
    {
        const int RouteBytes = 4;
        while (_rest.Length >= bytes + RouteBytes)
        {
            uint route = Word(bytes);
            bytes += RouteBytes + (int)(route & 0xff);
            if (route >> 16 == 0)
            {
                return true;
            }
        }

        bytes += RouteBytes;
        return false;
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
