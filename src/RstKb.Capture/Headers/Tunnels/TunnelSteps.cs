using RstKb.Capture.Headers.Tunnels;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into tunnels.</summary>
internal ref partial struct HeaderWalk
{
    private const int VxlanBytes = 8;
    private const int LispBytes = 8;

    /// <summary>VXLAN: an Ethernet frame inside UDP (RFC 7348).</summary>
    private HeaderLayer OpenVxlan() => AdvanceTo(VxlanBytes, VxlanBytes, HeaderLayer.Vxlan, HeaderLayer.Ethernet);

    /// <summary>VXLAN whose fourth byte says what is inside (draft-ietf-nvo3-vxlan-gpe). The flag that it is there is not asked, as by Wireshark.</summary>
    private HeaderLayer OpenVxlanGpe() =>
        _rest.Length < VxlanBytes
            ? Cut(HeaderLayer.VxlanGpe, VxlanBytes)
            : AdvanceTo(VxlanBytes, VxlanBytes, HeaderLayer.VxlanGpe, AfterServiceNumber(_rest[3], HeaderLayer.VxlanGpe));

    /// <summary>LISP's data (RFC 9300): IP of either version behind eight bytes.</summary>
    private HeaderLayer OpenLisp() => AdvanceTo(LispBytes, LispBytes, HeaderLayer.Lisp, HeaderLayer.Ip);

    /// <summary>EtherIP (RFC 3378): an Ethernet frame behind its version.</summary>
    private HeaderLayer OpenEtherIp() => AdvanceTo(2, 2, HeaderLayer.EtherIp, HeaderLayer.Ethernet);

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
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Geneve) : AfterType(type, HeaderLayer.Geneve);
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
        bytes += type == EtherType.CacheRedirect && _rest.Length > GreHeader.MinimumBytes && (_rest[GreHeader.MinimumBytes] >> 4) != 4 ? 4 : 0;
        if (_rest.Length < bytes)
        {
            return Cut(HeaderLayer.Gre, bytes);
        }

        Advance(bytes);
        return type switch
        {
            EtherType.Erspan2 or EtherType.Erspan3 => isMirror ? OpenMirrorHeader() : HeaderLayer.Ethernet,
            EtherType.CacheRedirect => HeaderLayer.IPv4,
            _ => AfterGreType(type, HeaderLayer.Gre),
        };
    }

    /// <summary>What is inside GRE, as far as its type alone tells: not every EtherType, but a few that are none.</summary>
    private HeaderLayer AfterGreType(ushort type, HeaderLayer layer) => type switch
    {
        // Aruba's access points number their radios from here on.
        >= EtherType.FirstAruba and <= EtherType.LastAruba when (type & 0x0f) == 0 => HeaderLayer.Wireless,
        EtherType.RawEthernet => HeaderLayer.Ethernet,
        EtherType.FrameRelay => HeaderLayer.FrameRelay,
        EtherType.IPv4 or EtherType.IPv6 or EtherType.Mpls or EtherType.MplsMulticast or EtherType.Ppp or EtherType.TransparentEthernet
            or EtherType.NetworkServiceHeader => AfterType(type, layer),
        _ => StopAt(DecodeStopReason.NotTcp, layer),
    };

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
        return bytes == 0 ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Gre) : AdvanceTo(bytes, FirstBytes, HeaderLayer.Gre, HeaderLayer.Ethernet);
    }

    /// <summary>Steps over source routes: family, offset and length of each, up to one that is all zero.</summary>
    private readonly bool TryPassRoutes(ref int bytes)
    {
        const int RouteBytes = 4;
        while (_rest.Length >= bytes + RouteBytes)
        {
            uint route = Word(bytes);
            bytes += RouteBytes + (int)(route & 0xff);
            if ((route & 0xffff_00ff) == 0)
            {
                return true;
            }
        }

        bytes += RouteBytes;
        return false;
    }
}
