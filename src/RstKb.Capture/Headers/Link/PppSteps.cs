namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into what PPP carries besides IP itself.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>The packets with which header compression begins (RFC 1144, 3.2.3): whole, but for the protocol's number, which the slot's takes the place of.</summary>
    private HeaderLayer OpenVanJacobson()
    {
        if (_rest.IsEmpty || _rest[0] >> 4 != 4)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ppp);
        }

        HeaderLayer next = OpenIPv4();
        return next == HeaderLayer.None && Stop.Reason != DecodeStopReason.NotTcp ? HeaderLayer.None : HeaderLayer.Tcp;
    }

    /// <summary>A bridged frame (RFC 3518, 4.2): flags with a count of padding, the kind of frame, and perhaps a frame check sequence at its end.</summary>
    private HeaderLayer OpenPppBridge()
    {
        const int Size = 2;
        const int Ethernet = 1;
        const int HasCheck = 0x80;
        const int CheckBytes = 4;
        if (_rest.Length < Size)
        {
            return Cut(HeaderLayer.Ppp, Size);
        }

        int flags = _rest[0];
        bool isEthernet = _rest[1] == Ethernet;
        Advance(Size);
        Narrow(Math.Max(_onWire - (flags & 0x0f) - ((flags & HasCheck) != 0 ? CheckBytes : 0), 0), HeaderLayer.Ppp);
        return isEthernet ? HeaderLayer.Ethernet : StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ppp);
    }

    /// <summary>Several links as one (RFC 1990), with long sequence numbers; packets that were divided are not put together.</summary>
    private HeaderLayer OpenMultilink()
    {
        const int Size = 4;
        const int IsWhole = 0xc0;
        return _rest.Length < Size ? Cut(HeaderLayer.Ppp, Size)
            : (_rest[0] & IsWhole) != IsWhole ? StopAt(DecodeStopReason.LaterFragment, HeaderLayer.Ppp)
            : AdvanceTo(Size, Size, HeaderLayer.Ppp, HeaderLayer.Ppp);
    }
}
