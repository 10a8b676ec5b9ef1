using System.Buffers.Binary;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through the links of serial lines, ATM and rings.</summary>
internal ref partial struct HeaderWalk
{
    private const byte UnnumberedInformation = 0x03;

    private HeaderLayer OpenCiscoHdlc()
    {
        const int Size = 4;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.CiscoHdlc, Size);
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        Advance(Size);
        return type is EtherType.IPv4 or EtherType.IPv6 or EtherType.Mpls or EtherType.MplsMulticast or EtherType.TransparentEthernet
            ? AfterType(type, HeaderLayer.CiscoHdlc)
            : StopAt(DecodeStopReason.NotTcp, HeaderLayer.CiscoHdlc);
    }

    /// <summary>Frame Relay (RFC 2427): an address of two to four bytes, then a control byte and a protocol number, or Cisco's EtherType.</summary>
    private HeaderLayer OpenFrameRelay()
    {
        const int Shortest = 4;
        const int MostAddressBytes = 4;
        int address = 1;
        while (address < MostAddressBytes && address < _rest.Length && (_rest[address - 1] & 1) == 0)
        {
            address++;
        }

        if (_rest.Length < address + 2)
        {
            return Cut(HeaderLayer.FrameRelay, Math.Max(Shortest, address + 2));
        }

        Advance(address);
        if (_rest[0] == UnnumberedInformation)
        {
            Advance(1);
            return OpenNetworkLayerNumber();
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        Advance(2);
        return type <= EtherType.LargestLength ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.FrameRelay) : AfterType(type, HeaderLayer.FrameRelay);
    }

    /// <summary>The network layer's number of ISO/IEC TR 9577; a zero before it is padding.</summary>
    private HeaderLayer OpenNetworkLayerNumber()
    {
        const byte Padding = 0;
        const byte Snap = 0x80;
        const byte IPv6 = 0x8e;
        const byte IPv4 = 0xcc;
        const byte Ppp = 0xcf;
        if (!_rest.IsEmpty && _rest[0] == Padding)
        {
            Advance(1);
        }

        if (_rest.IsEmpty)
        {
            return Cut(HeaderLayer.FrameRelay, 1);
        }

        byte number = _rest[0];
        Advance(1);
        return number switch
        {
            IPv4 => HeaderLayer.IPv4,
            IPv6 => HeaderLayer.IPv6,
            Ppp => HeaderLayer.Ppp,
            Snap => OpenOrganization(HeaderLayer.FrameRelay),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.FrameRelay),
        };
    }

    /// <summary>SNAP's organisation and its protocol number: an EtherType, or a bridged Ethernet frame (RFC 2684, 5.1).</summary>
    private HeaderLayer OpenOrganization(HeaderLayer layer)
    {
        const int Size = 5;
        const int EtherTypes = 0;
        const int BridgeTunnel = 0x0000f8;
        const int Bridged = 0x0080c2;
        if (_rest.Length < Size)
        {
            return Cut(layer, Size);
        }

        int organization = (int)(BinaryPrimitives.ReadUInt32BigEndian(_rest) >> 8);
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(_rest[3..]);
        Advance(Size);
        return (organization, type) switch
        {
            (EtherTypes or BridgeTunnel, > EtherType.LargestLength) => AfterType(type, layer),
            (Bridged, 1 or 7) => OpenBridged(layer),
            _ => StopAt(DecodeStopReason.NotTcp, layer),
        };
    }

    // On ATM two bytes of padding stand before the frame, on Frame Relay none.
    private HeaderLayer OpenBridged(HeaderLayer layer) => AdvanceTo(layer == HeaderLayer.FrameRelay ? 0 : 2, 0, layer, HeaderLayer.Ethernet);

    private HeaderLayer OpenTokenRing()
    {
        const int Size = 14;
        const int SourceRouted = 0x80;
        if (_rest.Length < Size + 1)
        {
            return Cut(HeaderLayer.TokenRing, Size + 1);
        }

        int routing = (_rest[8] & SourceRouted) != 0 ? _rest[Size] & 0x1f : 0;
        return AdvanceTo(Size + routing, Size, HeaderLayer.TokenRing, HeaderLayer.Llc);
    }

    private HeaderLayer OpenFddi()
    {
        const int Size = 13;
        const int AsynchronousLlc = 0x50;
        return !_rest.IsEmpty && (_rest[0] & 0xf0) != AsynchronousLlc
            ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Fddi)
            : AdvanceTo(Size, Size, HeaderLayer.Fddi, HeaderLayer.Llc);
    }

    /// <summary>SunATM: four bytes, the kind of traffic in the lowest bits of the first: emulated Ethernet behind two bytes of its own is 1, LLC 2.</summary>
    private HeaderLayer OpenSunAtm()
    {
        const int Size = 4;
        const int LanEmulation = 1;
        const int Llc = 2;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.SunAtm, Size);
        }

        return (_rest[0] & 0x0f) switch
        {
            LanEmulation => AdvanceTo(Size + 2, Size, HeaderLayer.SunAtm, HeaderLayer.Ethernet),
            Llc => AdvanceTo(Size, Size, HeaderLayer.SunAtm, HeaderLayer.Llc),
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.SunAtm),
        };
    }

    /// <summary>A byte that tells which end sent the frame stands before the link's own header.</summary>
    private HeaderLayer OpenDirection(HeaderLayer next) => AdvanceTo(1, 1, HeaderLayer.Direction, next);
}
