using System.Buffers.Binary;
using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through 802.11 and what capturing systems put before it.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer OpenRadiotap()
    {
        if (_rest.Length < RadiotapHeader.MinimumBytes)
        {
            return Cut(HeaderLayer.Radiotap, RadiotapHeader.MinimumBytes);
        }

        const int CheckBytes = 4;
        byte flags = RadiotapHeader.Flags(_rest);
        _isPadded = (flags & RadiotapHeader.Padded) != 0;
        if ((flags & RadiotapHeader.HasCheck) != 0)
        {
            Narrow(Math.Max(_onWire - CheckBytes, 0), HeaderLayer.Radiotap);
        }

        return AdvanceTo(BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]), RadiotapHeader.MinimumBytes, HeaderLayer.Radiotap, HeaderLayer.Wireless);
    }

    /// <summary>The header of the Prism chip's driver, 144 bytes as a rule; some drivers put AVS under the same link type.</summary>
    private HeaderLayer OpenPrism()
    {
        const int Size = 8;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Prism, Size);
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(_rest) >> 12 == 0x80211)
        {
            return HeaderLayer.Avs;
        }

        // Written in the host's order, which is not told; the length is small in one of the two.
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]);
        length = length > ushort.MaxValue ? BinaryPrimitives.ReverseEndianness(length) : length;
        return AdvanceTo((int)Math.Min(length, int.MaxValue), Size, HeaderLayer.Prism, HeaderLayer.Wireless);
    }

    private HeaderLayer OpenAvs()
    {
        const int Size = 8;
        return _rest.Length < Size
            ? Cut(HeaderLayer.Avs, Size)
            : AdvanceTo((int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(_rest[4..]), int.MaxValue), Size, HeaderLayer.Avs, HeaderLayer.Wireless);
    }

    /// <summary>Per-packet information: its own length, and the link type of what follows.</summary>
    private HeaderLayer OpenPerPacketInformation()
    {
        const int Size = 8;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.PerPacketInformation, Size);
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]);
        HeaderLayer next = LinkLayers.Of((LinkType)BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]));
        if (next == HeaderLayer.None)
        {
            return StopAt(DecodeStopReason.UnknownLinkType, HeaderLayer.PerPacketInformation);
        }

        return AdvanceTo(length, Size, HeaderLayer.PerPacketInformation, next);
    }

    private HeaderLayer OpenWireless(bool isTurned)
    {
        if (!WirelessHeader.TryRead(_rest, isTurned, out WirelessHeader header))
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
        _isFragment = header.HasMoreFragments;
        int bytes = header.HeaderBytes;
        bool isAggregate = header.HasQuality && _rest.Length >= bytes && (_rest[header.QualityOffset] & 0x80) != 0;
        return AdvanceTo(_isPadded ? (bytes + 3) & ~3 : bytes, WirelessHeader.MinimumBytes, HeaderLayer.Wireless, isAggregate ? HeaderLayer.Aggregate : HeaderLayer.Llc);
    }

    /// <summary>An A-MSDU (IEEE 802.11, 9.3.2.2): frames of destination, source, length and LLC, each at a multiple of four bytes.</summary>
    private HeaderLayer OpenAggregate()
    {
        for (int frame = 0; frame < MostSiblings && EthernetHeader.TryRead(_rest, out EthernetHeader header); frame++)
        {
            int length = header.TypeOrLength;
            int padded = (EthernetHeader.Size + length + 3) & ~3;
            HasSibling = padded < _rest.Length && frame + 1 < MostSiblings;
            if (frame == _siblingsToSkip)
            {
                _sourceMac = header.Source;
                Advance(EthernetHeader.Size);
                Narrow(length, HeaderLayer.Aggregate);
                return HeaderLayer.Llc;
            }

            Advance(Math.Min(padded, _rest.Length));
        }

        HasSibling = false;
        return Cut(HeaderLayer.Aggregate, EthernetHeader.Size);
    }
}
