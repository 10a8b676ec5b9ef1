using System.Buffers.Binary;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through link headers.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>In all of a packet; Wireshark's own limit.</summary>
    private const int MostVlanTags = 20;

    private HeaderLayer OpenEthernet()
    {
        if (!EthernetHeader.TryRead(_rest, out EthernetHeader header))
        {
            return Cut(HeaderLayer.Ethernet, EthernetHeader.Size);
        }

        _sourceMac = header.Source;
        ushort type = header.TypeOrLength;
        _headers++;
        Advance(EthernetHeader.Size);
        return AfterType(type, HeaderLayer.Ethernet);
    }

    private HeaderLayer OpenVlanTag()
    {
        if (!VlanTag.TryRead(_rest, out VlanTag tag))
        {
            return Cut(HeaderLayer.VlanTag, VlanTag.Size);
        }

        if (++_vlanTags > MostVlanTags)
        {
            return StopAt(DecodeStopReason.TooDeep, HeaderLayer.VlanTag);
        }

        ushort type = tag.TypeOrLength;
        _headers++;
        Advance(VlanTag.Size);
        return AfterType(type, HeaderLayer.VlanTag);
    }

    /// <summary>802.1ad: unlike behind an inner tag, a length and LLC cannot follow.</summary>
    private HeaderLayer OpenServiceTag()
    {
        if (!VlanTag.TryRead(_rest, out VlanTag tag))
        {
            return Cut(HeaderLayer.ServiceTag, VlanTag.Size);
        }

        ushort type = tag.TypeOrLength;
        _headers++;
        Advance(VlanTag.Size);
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.ServiceTag) : AfterType(type, HeaderLayer.ServiceTag);
    }

    private HeaderLayer OpenLlc()
    {
        if (!LlcHeader.TryRead(_rest, out LlcHeader header))
        {
            return Cut(HeaderLayer.Llc, LlcHeader.Size);
        }

        bool isSnap = header.IsSnap;
        bool isNetworkLayer = header.IsNetworkLayer;
        if (!isSnap && !isNetworkLayer && !header.IsInternet)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Llc);
        }

        Advance(LlcHeader.Size);
        return isSnap ? OpenOrganization(HeaderLayer.Llc) : isNetworkLayer ? OpenNetworkLayerNumber() : HeaderLayer.IPv4;
    }

    private HeaderLayer OpenLinuxCooked()
    {
        if (!LinuxCookedHeader.TryRead(_rest, out LinuxCookedHeader header))
        {
            return Cut(HeaderLayer.LinuxCooked, LinuxCookedHeader.Size);
        }

        _sourceMac = header.Source;
        ushort protocol = header.Protocol;
        int device = header.Device;
        Advance(LinuxCookedHeader.Size);
        return AfterCooked(protocol, device, HeaderLayer.LinuxCooked);
    }

    private HeaderLayer OpenLinuxCooked2()
    {
        if (!LinuxCooked2Header.TryRead(_rest, out LinuxCooked2Header header))
        {
            return Cut(HeaderLayer.LinuxCooked2, LinuxCooked2Header.Size);
        }

        _sourceMac = header.Source;
        ushort protocol = header.Protocol;
        int device = header.Device;
        Advance(LinuxCooked2Header.Size);
        return AfterCooked(protocol, device, HeaderLayer.LinuxCooked2);
    }

    private HeaderLayer OpenLoopback(bool isNetworkOrder)
    {
        if (!isNetworkOrder && _rest is [0xff, 0x03, ..])
        {
            return HeaderLayer.Ppp;
        }

        if (!LoopbackHeader.TryRead(_rest, isNetworkOrder, out LoopbackHeader header))
        {
            return Cut(HeaderLayer.Loopback, LoopbackHeader.Size);
        }

        Advance(LoopbackHeader.Size);
        return header.IsIPv4 ? HeaderLayer.IPv4
            : header.IsIPv6 ? HeaderLayer.IPv6
            : !isNetworkOrder && header.EtherType > EtherType.LargestLength ? AfterType(header.EtherType, HeaderLayer.Loopback)
            : StopAt(DecodeStopReason.NotTcp, HeaderLayer.Loopback);
    }

    private HeaderLayer OpenPpp()
    {
        const int IPv4 = 0x21;
        const int IPv6 = 0x57;
        const int VanJacobson = 0x2f;
        const int Bridge = 0x31;
        const int Multilink = 0x3d;
        const int Mpls = 0x281;
        if (_rest is [0x0f or 0x8f, ..])
        {
            return HeaderLayer.CiscoHdlc;
        }

        int at = _rest is [0xff, ..] ? 2 : 0;
        if (_rest.Length < at + 2)
        {
            return Cut(HeaderLayer.Ppp, at + 2);
        }

        // RFC 1661, 6.5: an odd first byte is the whole, compressed number.
        bool isShort = (_rest[at] & 1) != 0;
        int protocol = isShort ? _rest[at] : BinaryPrimitives.ReadUInt16BigEndian(_rest[at..]);
        Advance(at + (isShort ? 1 : 2));
        return protocol switch
        {
            IPv4 => HeaderLayer.IPv4,
            IPv6 => HeaderLayer.IPv6,
            Mpls => HeaderLayer.Mpls,
            VanJacobson => OpenVanJacobson(),
            Bridge => OpenPppBridge(),
            Multilink => OpenMultilink(),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ppp),
        };
    }

    private HeaderLayer OpenPppoe()
    {
        const int Size = 6;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Pppoe, Size);
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest[4..]);
        Advance(Size);
        Narrow(length, HeaderLayer.Pppoe);
        return HeaderLayer.Ppp;
    }

    private HeaderLayer OpenMpls()
    {
        const int LabelBytes = 4;
        for (bool isBottom = false; !isBottom;)
        {
            if (_rest.Length < LabelBytes)
            {
                return Cut(HeaderLayer.Mpls, LabelBytes);
            }

            isBottom = (_rest[2] & 1) != 0;
            Advance(LabelBytes);
        }

        return _rest is [0x10, _, _, _, ..] ? OpenAssociatedChannel() : HeaderLayer.Ip;
    }

    /// <summary>The channel beside a label switched path or a pseudowire (RFC 5586): a word that ends in the number of what it carries.</summary>
    private HeaderLayer OpenAssociatedChannel()
    {
        const int IPv4 = 0x21;
        const int IPv6 = 0x57;
        int channel = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        Advance(4);
        return channel switch
        {
            IPv4 => HeaderLayer.IPv4,
            IPv6 => HeaderLayer.IPv6,
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Mpls),
        };
    }

    private HeaderLayer AfterCooked(ushort protocol, int device, HeaderLayer layer)
    {
        const ushort LargestNoEtherType = 1536;
        const int FrameRelay = 770;
        const int Gre = 778;
        const int Radiotap = 803;
        const int Netlink = 824;
        const int Ethernet = 3;
        const int Llc = 4;
        const int Ppp = 7;
        return (protocol, device) switch
        {
            (_, Netlink) => StopAt(DecodeStopReason.NotTcp, layer),
            ( <= LargestNoEtherType, Radiotap) => HeaderLayer.Radiotap,
            ( <= LargestNoEtherType, FrameRelay) => HeaderLayer.FrameRelay,
            (Ethernet, _) => HeaderLayer.Ethernet,
            (Llc, _) => HeaderLayer.Llc,
            (Ppp, _) => HeaderLayer.Ppp,
            ( <= LargestNoEtherType, _) => StopAt(DecodeStopReason.NotTcp, layer),
            (_, Gre) => AfterGreType(protocol, layer),
            _ => AfterType(protocol, layer),
        };
    }

    private HeaderLayer AfterType(ushort type, HeaderLayer layer)
    {
        switch (type)
        {
            case EtherType.IPv4:
                return HeaderLayer.IPv4;
            case EtherType.IPv6:
                return HeaderLayer.IPv6;
            case EtherType.Vlan or EtherType.OldQinQ:
                return HeaderLayer.VlanTag;
            case EtherType.ProviderBridge:
                return HeaderLayer.ServiceTag;
            case EtherType.PppoeSession:
                return HeaderLayer.Pppoe;
            case EtherType.Mpls or EtherType.MplsMulticast:
                return HeaderLayer.Mpls;
            case EtherType.Ppp:
                return HeaderLayer.Ppp;
            case EtherType.TransparentEthernet:
                return HeaderLayer.Ethernet;
            case <= EtherType.LargestLength:
                Narrow(type, layer);
                return HeaderLayer.Llc;
            default:
                return AfterRarerType(type, layer);
        }
    }
}
