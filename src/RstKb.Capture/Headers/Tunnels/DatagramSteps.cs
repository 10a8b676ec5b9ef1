using System.Buffers.Binary;
using RstKb.Capture.Headers.Transport;
using RstKb.Capture.Headers.Tunnels;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into tunnels through UDP that providers and access points use.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer OpenUdp()
    {
        if (!UdpHeader.TryRead(_rest, out UdpHeader header))
        {
            return Cut(HeaderLayer.Udp, UdpHeader.Size);
        }

        HeaderLayer inside = UdpTunnels.Between(header.SourcePort, header.DestinationPort);
        if (inside == HeaderLayer.None)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Udp);
        }

        // Over IPv6, 0 stands for a jumbogram (RFC 2675, 4).
        int length = header.Length == 0 && _isIPv6 ? _onWire : header.Length;
        if (length < UdpHeader.Size)
        {
            return Malformed(HeaderLayer.Udp, UdpHeader.Size, length);
        }

        Narrow(length, HeaderLayer.Udp);
        Advance(UdpHeader.Size);
        return inside;
    }

    /// <summary>GTP's user plane (3GPP TS 29.281) and its first version (TS 09.60): IP of a mobile telephone, or a frame of its Ethernet.</summary>
    private HeaderLayer OpenGtp()
    {
        const int FirstVersionBytes = 20;
        const int HeaderBytes = 8;
        const int UserData = 255;
        if (_rest.Length < HeaderBytes)
        {
            return Cut(HeaderLayer.Gtp, HeaderBytes);
        }

        int flags = _rest[0];
        int version = flags >> 5;
        bool isPrime = (flags & 0x10) == 0;
        if (_rest[1] != UserData || version > 1 || isPrime)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Gtp);
        }

        int bytes = version == 0 ? FirstVersionBytes : HeaderBytes;
        if (version == 1 && (flags & 7) != 0)
        {
            bytes += 4;
            bool hasExtension = (flags & 4) != 0;
            while (hasExtension && bytes <= _rest.Length && _rest[bytes - 1] != 0)
            {
                // A chain of headers, each as long as its first byte says in words of four bytes, its last byte the kind of the next.
                int words = bytes < _rest.Length ? _rest[bytes] : 1;
                if (words == 0)
                {
                    return Malformed(HeaderLayer.Gtp, 4, 0);
                }

                bytes += words * 4;
            }
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        Narrow(length + (version == 0 ? FirstVersionBytes : HeaderBytes), HeaderLayer.Gtp);
        if (_rest.Length < bytes + 1)
        {
            return Cut(HeaderLayer.Gtp, bytes + 1);
        }

        Advance(bytes);
        return (_rest[0] >> 4) switch { 4 => HeaderLayer.IPv4, 6 => HeaderLayer.IPv6, _ => HeaderLayer.Ethernet };
    }

    /// <summary>L2TP (RFC 2661): PPP, behind a header whose flags tell its length.</summary>
    private HeaderLayer OpenL2tp()
    {
        const int Smallest = 6;
        const int IsControl = 0x8000;
        const int HasLength = 0x4000;
        const int HasSequence = 0x0800;
        const int HasOffset = 0x0200;
        if (_rest.Length < Smallest)
        {
            return Cut(HeaderLayer.L2tp, Smallest);
        }

        int flags = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        if ((flags & IsControl) != 0 || (flags & 0x0f) != 2)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.L2tp);
        }

        if ((flags & HasLength) != 0)
        {
            Narrow(BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]), HeaderLayer.L2tp);
        }

        int bytes = Smallest + ((flags & HasLength) != 0 ? 2 : 0) + ((flags & HasSequence) != 0 ? 4 : 0);
        if ((flags & HasOffset) != 0)
        {
            bytes += 2;
            if (_rest.Length < bytes)
            {
                return Cut(HeaderLayer.L2tp, bytes);
            }

            bytes += BinaryPrimitives.ReadUInt16BigEndian(_rest[(bytes - 2)..]);
        }

        return AdvanceTo(bytes, Smallest, HeaderLayer.L2tp, HeaderLayer.Ppp);
    }

    /// <summary>Teredo (RFC 4380, 5.1.1): IPv6, before it perhaps an authentication and the origin's address.</summary>
    private HeaderLayer OpenTeredo()
    {
        const int OriginBytes = 8;
        const int AuthenticationBytes = 13;
        if (_rest is [0, 1, _, _, ..])
        {
            int bytes = AuthenticationBytes + _rest[2] + _rest[3];
            if (_rest.Length < bytes)
            {
                return Cut(HeaderLayer.Teredo, bytes);
            }

            Advance(bytes);
        }

        if (_rest is [0, 0, ..])
        {
            if (_rest.Length < OriginBytes)
            {
                return Cut(HeaderLayer.Teredo, OriginBytes);
            }

            Advance(OriginBytes);
        }

        return HeaderLayer.IPv6;
    }

    /// <summary>TaZmen Sniffer Protocol: frames that an access point or a Mikrotik router forwards to an analyser.</summary>
    private HeaderLayer OpenTzsp()
    {
        const int Size = 4;
        const int LastKindWithPacket = 1;
        const byte Padding = 0;
        const byte End = 1;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Tzsp, Size);
        }

        int kind = _rest[1];
        int link = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        Advance(Size);
        while (!_rest.IsEmpty && _rest[0] != End)
        {
            int bytes = _rest[0] == Padding ? 1 : _rest.Length < 2 ? 2 : 2 + _rest[1];
            if (_rest.Length < bytes)
            {
                return Cut(HeaderLayer.Tzsp, bytes);
            }

            Advance(bytes);
        }

        return kind > LastKindWithPacket ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Tzsp) : AdvanceTo(1, 1, HeaderLayer.Tzsp, link switch
        {
            1 => HeaderLayer.Ethernet,
            18 => HeaderLayer.Wireless,
            119 => HeaderLayer.Prism,
            127 => HeaderLayer.Avs,
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Tzsp),
        });
    }

    /// <summary>CAPWAP's data channel (RFC 5415, 4.3): a frame of 802.11 or 802.3 between access point and controller.</summary>
    private HeaderLayer OpenCapwap()
    {
        const int Size = 8;
        const int IsNative = 0x0100;
        const int IsFragment = 0x0080;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Capwap, Size);
        }

        int words = _rest[1] >> 3;
        int flags = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        bool isLaterFragment = (flags & IsFragment) != 0 && BinaryPrimitives.ReadUInt16BigEndian(_rest[6..]) >> 3 != 0;
        bool isEncrypted = (_rest[0] & 0x0f) != 0;
        if (isEncrypted)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Capwap);
        }

        if (isLaterFragment)
        {
            return StopAt(DecodeStopReason.LaterFragment, HeaderLayer.Capwap);
        }

        // Cisco's controllers turn the two bytes of the frame control around.
        return AdvanceTo(words * 4, Size, HeaderLayer.Capwap, (flags & IsNative) != 0 ? HeaderLayer.TurnedWireless : HeaderLayer.Ethernet);
    }
}
