using System.Buffers.Binary;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through link headers.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer OpenEthernet()
    {
        if (!EthernetHeader.TryRead(_rest, out EthernetHeader header))
        {
            return Cut(HeaderLayer.Ethernet, EthernetHeader.Size);
        }

        _sourceMac = header.Source;
        ushort type = header.TypeOrLength;
        Advance(EthernetHeader.Size);
        return AfterType(type, HeaderLayer.Ethernet);
    }

    private HeaderLayer OpenVlanTag()
    {
        if (!VlanTag.TryRead(_rest, out VlanTag tag))
        {
            return Cut(HeaderLayer.VlanTag, VlanTag.Size);
        }

        ushort type = tag.TypeOrLength;
        Advance(VlanTag.Size);
        return AfterType(type, HeaderLayer.VlanTag);
    }

    private HeaderLayer OpenLlc()
    {
        if (!LlcHeader.TryRead(_rest, out LlcHeader header))
        {
            return Cut(HeaderLayer.Llc, LlcHeader.Size);
        }

        bool isSnap = header.IsSnap;
        if (!isSnap && !header.IsInternet)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Llc);
        }

        Advance(LlcHeader.Size);
        return isSnap ? OpenOrganization(HeaderLayer.Llc) : HeaderLayer.IPv4;
    }

    private HeaderLayer OpenLinuxCooked()
    {
        if (!LinuxCookedHeader.TryRead(_rest, out LinuxCookedHeader header))
        {
            return Cut(HeaderLayer.LinuxCooked, LinuxCookedHeader.Size);
        }

        _sourceMac = header.Source;
        ushort protocol = header.Protocol;
        Advance(LinuxCookedHeader.Size);
        return AfterCooked(protocol, HeaderLayer.LinuxCooked);
    }

    private HeaderLayer OpenLinuxCooked2()
    {
        if (!LinuxCooked2Header.TryRead(_rest, out LinuxCooked2Header header))
        {
            return Cut(HeaderLayer.LinuxCooked2, LinuxCooked2Header.Size);
        }

        _sourceMac = header.Source;
        ushort protocol = header.Protocol;
        Advance(LinuxCooked2Header.Size);
        return AfterCooked(protocol, HeaderLayer.LinuxCooked2);
    }

    private HeaderLayer OpenLoopback()
    {
        if (!LoopbackHeader.TryRead(_rest, out LoopbackHeader header))
        {
            return Cut(HeaderLayer.Loopback, LoopbackHeader.Size);
        }

        Advance(LoopbackHeader.Size);
        return header.IsIPv4 ? HeaderLayer.IPv4 : header.IsIPv6 ? HeaderLayer.IPv6 : StopAt(DecodeStopReason.NotTcp, HeaderLayer.Loopback);
    }

    private HeaderLayer OpenPpp()
    {
        const int IPv4 = 0x21;
        const int IPv6 = 0x57;
        const int Mpls = 0x281;
        if (_rest is [0x0f or 0x8f, 0x00, ..])
        {
            return HeaderLayer.CiscoHdlc;
        }

        int at = _rest is [0xff, 0x03, ..] ? 2 : 0;
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
        if (_rest.Length < LabelBytes)
        {
            return Cut(HeaderLayer.Mpls, LabelBytes);
        }

        bool isBottom = (_rest[2] & 1) != 0;
        Advance(LabelBytes);
        return isBottom ? HeaderLayer.Ip : HeaderLayer.Mpls;
    }

    private HeaderLayer AfterCooked(ushort protocol, HeaderLayer layer)
    {
        const int Llc = 4;
        return protocol == Llc ? HeaderLayer.Llc
            : protocol <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, layer)
            : AfterType(protocol, layer);
    }

    private HeaderLayer AfterType(ushort type, HeaderLayer layer)
    {
        switch (type)
        {
            case EtherType.IPv4:
                return HeaderLayer.IPv4;
            case EtherType.IPv6:
                return HeaderLayer.IPv6;
            case EtherType.Vlan or EtherType.ProviderBridge or EtherType.OldQinQ or EtherType.OlderQinQ:
                return HeaderLayer.VlanTag;
            case EtherType.PppoeSession:
                return HeaderLayer.Pppoe;
            case EtherType.Mpls or EtherType.MplsMulticast:
                return HeaderLayer.Mpls;
            case EtherType.Ppp:
                return HeaderLayer.Ppp;
            case EtherType.TransparentEthernet:
                return Deeper(HeaderLayer.Ethernet);
            case <= EtherType.LargestLength:
                Narrow(type, layer);
                return HeaderLayer.Llc;
            default:
                return AfterRarerType(type, layer);
        }
    }
}
