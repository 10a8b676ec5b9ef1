using System.Buffers.Binary;
using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through link headers that are seen now and then.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer OpenCiscoHdlc()
    {
        const int Size = 4;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.CiscoHdlc, Size);
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        Advance(Size);
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.CiscoHdlc) : AfterType(type, HeaderLayer.CiscoHdlc);
    }

    private HeaderLayer OpenRadiotap()
    {
        const int Size = 8;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Radiotap, Size);
        }

        return AdvanceTo(BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]), Size, HeaderLayer.Radiotap, HeaderLayer.Wireless);
    }

    private HeaderLayer OpenWireless()
    {
        if (!WirelessHeader.TryRead(_rest, out WirelessHeader header))
        {
            return Cut(HeaderLayer.Wireless, WirelessHeader.MinimumBytes);
        }

        if (!header.BearsClearData)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Wireless);
        }

        if (header.IsLaterFragment)
        {
            return StopAt(DecodeStopReason.LaterFragment, HeaderLayer.Wireless);
        }

        _sourceMac = header.Source;
        return AdvanceTo(header.HeaderBytes, WirelessHeader.MinimumBytes, HeaderLayer.Wireless, HeaderLayer.Llc);
    }

    /// <summary>OpenBSD's decrypted IPsec: family, SPI and flags of four bytes each.</summary>
    private HeaderLayer OpenEnc() => AdvanceTo(12, 12, HeaderLayer.Enc, HeaderLayer.Ip);

    /// <summary>The packet filter's log: the first byte is the header's length without its padding to four.</summary>
    private HeaderLayer OpenPflog() =>
        _rest.IsEmpty ? Cut(HeaderLayer.Pflog, 1) : AdvanceTo((_rest[0] + 3) & ~3, 48, HeaderLayer.Pflog, HeaderLayer.Ip);

    /// <summary>Netfilter's log: fields of length, type and value, the packet itself among them, in the host's byte order.</summary>
    private HeaderLayer OpenNflog()
    {
        const int Size = 4;
        const int PayloadType = 9;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Nflog, Size);
        }

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
                return HeaderLayer.Ip;
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
        const int Size = 12;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.PacketTap, Size);
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        HeaderLayer next = LinkLayers.Of((LinkType)BinaryPrimitives.ReadUInt32LittleEndian(_rest[8..]));
        next = next == HeaderLayer.None ? StopAt(DecodeStopReason.UnknownLinkType, HeaderLayer.PacketTap) : AdvanceTo((int)Math.Min(length, int.MaxValue), Size, HeaderLayer.PacketTap, next);
        return next == HeaderLayer.PacketTap ? Deeper(next) : next;
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
