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
            // Aruba's access points number their radios from here on.
            >= EtherType.FirstAruba and <= EtherType.LastAruba => Deeper(HeaderLayer.Wireless),
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
