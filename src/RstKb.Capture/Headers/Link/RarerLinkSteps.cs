using System.Buffers.Binary;
using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through link headers that are seen now and then.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>OpenBSD's decrypted IPsec: family, SPI and flags of four bytes each.</summary>
    private HeaderLayer OpenEnc()
    {
        const int Size = 12;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Enc, Size);
        }

        // In the host's order, which is not told; one of the two ends is the small number.
        int family = _rest[0] | _rest[3];
        Advance(Size);
        return AfterFamily(family, HeaderLayer.Enc);
    }

    /// <summary>The packet filter's log: the first byte is the header's length without its padding to four.</summary>
    private HeaderLayer OpenPflog() =>
        _rest.Length < 2 ? Cut(HeaderLayer.Pflog, 2) : AdvanceTo((_rest[0] + 3) & ~3, 48, HeaderLayer.Pflog, AfterFamily(_rest[1], HeaderLayer.Pflog));

    /// <summary>BSD's address families; that of IPv6 differs from system to system.</summary>
    private HeaderLayer AfterFamily(int family, HeaderLayer layer) => family switch
    {
        2 => HeaderLayer.IPv4,
        24 => HeaderLayer.IPv6,
        28 or 30 when layer == HeaderLayer.Pflog => HeaderLayer.IPv6,
        _ => StopAt(DecodeStopReason.NotTcp, layer),
    };

    /// <summary>Netfilter's log: fields of length, type and value, the packet itself among them, in the host's byte order.</summary>
    private HeaderLayer OpenNflog()
    {
        const int Size = 4;
        const int PayloadType = 9;
        const int IPv4Family = 2;
        const int IPv6Family = 10;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Nflog, Size);
        }

        int family = _rest[0];
        Advance(Size);
        while (_rest.Length >= Size)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
            int type = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]);
            if (type > byte.MaxValue)
            {
                length = BinaryPrimitives.ReverseEndianness((ushort)length);
                type = BinaryPrimitives.ReverseEndianness((ushort)type);
            }

            if (length < Size)
            {
                return Malformed(HeaderLayer.Nflog, Size, length);
            }

            if (type == PayloadType)
            {
                Narrow(length, HeaderLayer.Nflog);
                Advance(Size);
                return family switch { IPv4Family => HeaderLayer.IPv4, IPv6Family => HeaderLayer.IPv6, _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Nflog) };
            }

            Advance(Math.Min((length + 3) & ~3, _rest.Length));
        }

        return Cut(HeaderLayer.Nflog, Size);
    }

    /// <summary>IP over InfiniBand with its global route header: an EtherType and two reserved bytes follow it.</summary>
    private HeaderLayer OpenInfiniband()
    {
        const int Size = 44;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Infiniband, Size);
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[40..]);
        Advance(Size);
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Infiniband) : AfterType(type, HeaderLayer.Infiniband);
    }

    /// <summary>What macOS puts before packets of several interfaces: its own length, and the link type of what follows.</summary>
    private HeaderLayer OpenPacketTap()
    {
        const int Size = 108;
        const int FlagsAt = 36;
        const int NameEnd = 76;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.PacketTap, Size);
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        HeaderLayer next = LinkLayers.Of((LinkType)BinaryPrimitives.ReadUInt32LittleEndian(_rest[8..]));
        _processMark = _rest[FlagsAt..NameEnd];
        return next == HeaderLayer.None ? StopAt(DecodeStopReason.UnknownLinkType, HeaderLayer.PacketTap) : AdvanceTo((int)Math.Min(length, int.MaxValue), Size, HeaderLayer.PacketTap, next);
    }

    /// <summary>IP over FireWire: two addresses of eight bytes and an EtherType.</summary>
    private HeaderLayer OpenFireWire()
    {
        const int Size = 18;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.FireWire, Size);
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[16..]);
        Advance(Size);
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.FireWire) : AfterType(type, HeaderLayer.FireWire);
    }

    /// <summary>ARCNET as Linux captures it: addresses of one byte, an offset of two, and the protocol of RFC 1051 or RFC 1201.</summary>
    private HeaderLayer OpenArcnet()
    {
        const int Size = 5;
        const byte OldIPv4 = 240;
        const byte IPv4 = 212;
        const byte IPv6 = 196;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Arcnet, Size);
        }

        byte protocol = _rest[4];
        // RFC 1201 divides packets: a flag and a sequence number of two bytes.
        return protocol switch
        {
            OldIPv4 => AdvanceTo(Size, Size, HeaderLayer.Arcnet, HeaderLayer.IPv4),
            IPv4 => AdvanceTo(Size + 3, Size, HeaderLayer.Arcnet, HeaderLayer.IPv4),
            IPv6 => AdvanceTo(Size + 3, Size, HeaderLayer.Arcnet, HeaderLayer.IPv6),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Arcnet),
        };
    }

    /// <summary>Juniper's routers: a mark, flags and perhaps fields with their total length before the link's own header.</summary>
    private HeaderLayer OpenJuniper(HeaderLayer next)
    {
        const int Size = 4;
        const int HasFields = 0x80;
        const int HasNoLink = 0x02;
        if (_rest.Length < Size + 2)
        {
            return Cut(HeaderLayer.Juniper, Size + 2);
        }

        if (!_rest.StartsWith("MGC"u8))
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Juniper);
        }

        int flags = _rest[3];
        int bytes = (flags & HasFields) != 0 ? Size + 2 + BinaryPrimitives.ReadUInt16BigEndian(_rest[4..]) : Size;
        return (flags & HasNoLink) != 0 ? AdvanceTo(bytes + 4, Size, HeaderLayer.Juniper, HeaderLayer.Ip) : AdvanceTo(bytes, Size, HeaderLayer.Juniper, next);
    }

    /// <summary>Endace's extensible record: a header of 16 bytes, extensions of eight, and for Ethernet two bytes of padding.</summary>
    private HeaderLayer OpenErf()
    {
        const int Size = 16;
        const int ExtensionBytes = 8;
        const int HasExtension = 0x80;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Erf, Size);
        }

        int kind = _rest[8];
        int bytes = Size;
        for (bool more = (kind & HasExtension) != 0; more; bytes += ExtensionBytes)
        {
            if (_rest.Length < bytes + ExtensionBytes)
            {
                return Cut(HeaderLayer.Erf, bytes + ExtensionBytes);
            }

            more = (_rest[bytes] & HasExtension) != 0;
        }

        return (kind & 0x7f) switch
        {
            1 => AdvanceTo(bytes, Size, HeaderLayer.Erf, HeaderLayer.Ppp),
            2 or 11 or 16 or 20 => AdvanceTo(bytes + 2, Size, HeaderLayer.Erf, HeaderLayer.Ethernet),
            22 => AdvanceTo(bytes, Size, HeaderLayer.Erf, HeaderLayer.IPv4),
            23 => AdvanceTo(bytes, Size, HeaderLayer.Erf, HeaderLayer.IPv6),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Erf),
        };
    }

    /// <summary>Consumes a header that tells its own length.</summary>
    private HeaderLayer AdvanceTo(int claimed, int minimum, HeaderLayer layer, HeaderLayer next)
    {
        if (claimed < minimum)
        {
            return Malformed(layer, minimum, claimed);
        }

        if (_rest.Length < claimed)
        {
            return Cut(layer, claimed);
        }

        Advance(claimed);
        return next;
    }
}
