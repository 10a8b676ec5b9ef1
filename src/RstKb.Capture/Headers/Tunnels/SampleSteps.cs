using System.Buffers.Binary;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into sampled packets and into tunnels that carry their identity.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>AYIYA: identity and signature of lengths that the first two bytes tell, then what an IP protocol's number says.</summary>
    private HeaderLayer OpenAyiya()
    {
        const int Size = 8;
        const int Forward = 1;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Ayiya, Size);
        }

        int bytes = Size + (1 << (_rest[0] >> 4)) + ((_rest[1] >> 4) * 4);
        bool isForwarded = (_rest[2] & 0x0f) == Forward;
        return isForwarded
            ? AdvanceTo(bytes, Size, HeaderLayer.Ayiya, _rest[3] switch
            {
                IpProtocol.IPv4 => HeaderLayer.IPv4,
                IpProtocol.IPv6 => HeaderLayer.IPv6,
                _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ayiya),
            })
            : StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ayiya);
    }

    /// <summary>sFlow, version 5: samples of several records each, some of which are the first bytes of a packet that passed a switch.</summary>
    private HeaderLayer OpenSflow()
    {
        const int Version = 5;
        int head = _rest.Length >= 8 && Word(4) == 2 ? 40 : 28;
        if (_rest.Length < head)
        {
            return Cut(HeaderLayer.Sflow, head);
        }

        if (Word(0) != Version)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Sflow);
        }

        Advance(head);
        int seen = 0;
        for (int sample = 0; sample < MostSiblings && _rest.Length >= 8; sample++)
        {
            // Flow samples, and those with long interface numbers; all others count something.
            int fixedBytes = Word(0) switch { 1 => 40, 3 => 52, _ => 0 };
            int end = (int)Math.Min(8 + (long)Word(4), _rest.Length);
            int at = fixedBytes == 0 ? end : fixedBytes;
            while (at + 24 <= end)
            {
                bool isHeader = Word(at) == 1;
                int record = (int)Math.Min(8 + (long)Word(at + 4), end - at);
                if (isHeader && seen++ == _siblingsToSkip)
                {
                    HasSibling = seen < MostSiblings;
                    return OpenSample(at, record);
                }

                at += Math.Max(record, 8);
            }

            Advance(end);
        }

        return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Sflow);
    }

    private HeaderLayer OpenSample(int at, int record)
    {
        const int Size = 24;
        HeaderLayer inside = Word(at + 8) switch
        {
            1 => HeaderLayer.Ethernet,
            4 => HeaderLayer.Ppp,
            11 => HeaderLayer.IPv4,
            12 => HeaderLayer.IPv6,
            _ => HeaderLayer.None,
        };
        uint onWire = Word(at + 12);
        int captured = (int)Math.Min(Word(at + 20), (uint)Math.Max(record - Size, 0));
        Advance(at + Size);
        Narrow(captured, HeaderLayer.Sflow);

        // The sample is shorter than the packet was, as under a snap length.
        _onWire = (int)Math.Clamp(onWire, (uint)_rest.Length, ushort.MaxValue);
        return inside == HeaderLayer.None ? StopAt(DecodeStopReason.NotTcp, HeaderLayer.Sflow) : inside;
    }

    private readonly uint Word(int at) => BinaryPrimitives.ReadUInt32BigEndian(_rest[at..]);

    /// <summary>Frames of one packet that are looked at.</summary>
    private const int MostSiblings = 64;
}
