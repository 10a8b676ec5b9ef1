using System.Buffers.Binary;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through what switches of one kind or another put between Ethernet's addresses and its payload.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>The EtherTypes that are seen now and then.</summary>
    private HeaderLayer AfterRarerType(ushort type, HeaderLayer layer) => type switch
    {
        EtherType.VirtualInterfaceTag or EtherType.SeamlessRing => Tagged(4),
        EtherType.PortExtensionTag or EtherType.CiscoMetaData => Tagged(6),
        EtherType.MacSecurity => OpenMacSecurity(),
        EtherType.ProviderBackbone => AdvanceTo(4, 4, HeaderLayer.OtherTag, HeaderLayer.Ethernet),
        EtherType.FabricPath => AdvanceTo(2, 2, HeaderLayer.OtherTag, HeaderLayer.Ethernet),
        EtherType.Trill => OpenTrill(),
        EtherType.NetworkServiceHeader => HeaderLayer.NetworkService,
        _ => StopAt(DecodeStopReason.NotTcp, layer),
    };

    private HeaderLayer OpenOtherTag()
    {
        int size = _tagBytes + 2;
        if (_rest.Length < size)
        {
            return Cut(HeaderLayer.OtherTag, size);
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[_tagBytes..]);
        Advance(size);
        return AfterType(type, HeaderLayer.OtherTag);
    }

    /// <summary>A tag of a fixed length, after which comes another EtherType.</summary>
    private HeaderLayer Tagged(int bytes)
    {
        _tagBytes = bytes;
        return HeaderLayer.OtherTag;
    }

    /// <summary>IEEE 802.1AE that only guards the frame against change; what is encrypted stays closed.</summary>
    private HeaderLayer OpenMacSecurity()
    {
        const int Encrypted = 0x0c;
        const int HasChannel = 0x20;
        return _rest.IsEmpty ? Cut(HeaderLayer.OtherTag, 1)
            : (_rest[0] & Encrypted) != 0 ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.OtherTag)
            : Tagged((_rest[0] & HasChannel) != 0 ? 14 : 6);
    }

    /// <summary>RFC 6325: options of so many times four bytes follow the header of six.</summary>
    private HeaderLayer OpenTrill()
    {
        const int Size = 6;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.OtherTag, Size);
        }

        int options = (BinaryPrimitives.ReadUInt16BigEndian(_rest) >> 6) & 0x1f;
        return AdvanceTo(Size + (options * 4), Size, HeaderLayer.OtherTag, HeaderLayer.Ethernet);
    }

    /// <summary>Service chaining (RFC 8300): its own length in words of four bytes, and the number of what follows.</summary>
    private HeaderLayer OpenNetworkService()
    {
        const int Size = 8;
        return _rest.Length < Size
            ? Cut(HeaderLayer.NetworkService, Size)
            : AdvanceTo((_rest[1] & 0x3f) * 4, Size, HeaderLayer.NetworkService, AfterServiceNumber(_rest[3], HeaderLayer.NetworkService));
    }

    /// <summary>The numbers of what follows that service chaining and VXLAN-GPE share.</summary>
    private HeaderLayer AfterServiceNumber(byte number, HeaderLayer layer) => number switch
    {
        1 => HeaderLayer.IPv4,
        2 => HeaderLayer.IPv6,
        3 => HeaderLayer.Ethernet,
        4 => HeaderLayer.NetworkService,
        5 => HeaderLayer.Mpls,
        _ => StopAt(DecodeStopReason.NotTcp, layer),
    };
}
