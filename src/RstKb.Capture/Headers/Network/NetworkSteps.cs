using RstKb.Capture.Headers.Network;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk through IP.</summary>
internal ref partial struct HeaderWalk
{
    /// <summary>IP whose version only its first bits tell.</summary>
    private HeaderLayer OpenByVersion()
    {
        if (_rest.IsEmpty)
        {
            return Cut(HeaderLayer.Ip, 1);
        }

        return (_rest[0] >> 4) switch
        {
            4 => HeaderLayer.IPv4,
            6 => HeaderLayer.IPv6,
            _ => StopAt(DecodeStopReason.NotTcp, HeaderLayer.Ip),
        };
    }

    private HeaderLayer OpenIPv4()
    {
        if (!IPv4Header.TryRead(_rest, out IPv4Header header))
        {
            return Cut(HeaderLayer.IPv4, IPv4Header.MinimumBytes);
        }

        if (header.Version != 4)
        {
            return header.Version == 6 ? HeaderLayer.IPv6 : StopAt(DecodeStopReason.NotTcp, HeaderLayer.IPv4);
        }

        int headerBytes = header.HeaderBytes;
        if (headerBytes < IPv4Header.MinimumBytes)
        {
            return Malformed(HeaderLayer.IPv4, IPv4Header.MinimumBytes, headerBytes);
        }

        // A length of 0 is left to the network card to fill in: then the packet's own length holds.
        int total = header.TotalLength;
        if (total != 0)
        {
            if (total < headerBytes)
            {
                return Malformed(HeaderLayer.IPv4, headerBytes, total);
            }

            Narrow(total, HeaderLayer.IPv4);
        }

        if (_rest.Length < headerBytes)
        {
            return Cut(HeaderLayer.IPv4, headerBytes);
        }

        if (header.IsLaterFragment)
        {
            return StopAt(DecodeStopReason.LaterFragment, HeaderLayer.IPv4);
        }

        byte protocol = header.Protocol;
        _ip = _rest;
        _isIPv6 = false;
        _isFragment = header.HasMoreFragments;
        _finalHop = headerBytes == IPv4Header.MinimumBytes ? default : SourceRoute.FinalHop(_rest[IPv4Header.MinimumBytes..headerBytes]);
        Advance(headerBytes);
        return AfterProtocol(protocol, HeaderLayer.IPv4);
    }

    private HeaderLayer OpenIPv6()
    {
        if (!IPv6Header.TryRead(_rest, out IPv6Header header))
        {
            return Cut(HeaderLayer.IPv6, IPv6Header.Size);
        }

        if (header.Version != 6)
        {
            return StopAt(DecodeStopReason.NotTcp, HeaderLayer.IPv6);
        }

        int payload = header.PayloadLength;
        byte next = header.NextHeader;
        _ip = _rest;
        _isIPv6 = true;
        _finalHop = default;
        Advance(IPv6Header.Size);
        Narrow(payload == 0 && next == IpProtocol.HopByHopOptions ? Jumbogram.PayloadLength(_rest) : payload, HeaderLayer.IPv6);

        return AfterProtocol(next, HeaderLayer.IPv6);
    }

    private HeaderLayer OpenExtension()
    {
        if (!IPv6Extension.TryRead(_rest, out IPv6Extension header))
        {
            return Cut(HeaderLayer.IPv6Extension, IPv6Extension.MinimumBytes);
        }

        if (_extensionKind == IpProtocol.Fragment && header.IsLaterFragment)
        {
            return StopAt(DecodeStopReason.LaterFragment, HeaderLayer.IPv6Extension);
        }

        _isFragment |= _extensionKind == IpProtocol.Fragment && header.HasMoreFragments;
        int bytes = header.BytesAs(_extensionKind);
        if (_rest.Length < bytes)
        {
            return Cut(HeaderLayer.IPv6Extension, bytes);
        }

        byte next = header.NextHeader;
        if (_extensionKind == IpProtocol.Routing && SourceRoute.BytesClaimed(_rest[..bytes]) is var claimed && claimed > bytes)
        {
            return Malformed(HeaderLayer.IPv6Extension, claimed, bytes);
        }

        if (_extensionKind == IpProtocol.Routing && SourceRoute.FinalHopOfExtension(_rest[..bytes]) is { IsEmpty: false } finalHop)
        {
            _finalHop = finalHop;
        }

        Advance(bytes);
        return AfterProtocol(next, HeaderLayer.IPv6Extension);
    }

    private HeaderLayer AfterProtocol(byte protocol, HeaderLayer layer)
    {
        switch (protocol)
        {
            case IpProtocol.Tcp:
                return HeaderLayer.Tcp;
            case IpProtocol.Udp:
                return HeaderLayer.Udp;
            case IpProtocol.Gre:
                return HeaderLayer.Gre;
            case IpProtocol.IPv4:
                return HeaderLayer.IPv4;
            case IpProtocol.IPv6:
                return HeaderLayer.IPv6;
            case IpProtocol.Icmp when !_isIPv6:
            case IpProtocol.IcmpV6 when _isIPv6:
                return StopAt(DecodeStopReason.NotTcp, HeaderLayer.Icmp);
            case IpProtocol.Ethernet when _isIPv6:
                return HeaderLayer.Ethernet;
            case IpProtocol.EtherIp:
                return HeaderLayer.EtherIp;
            case IpProtocol.MplsInIp:
                return HeaderLayer.Mpls;
            case IpProtocol.Authentication:
                _extensionKind = protocol;
                return HeaderLayer.IPv6Extension;
            case IpProtocol.HopByHopOptions or IpProtocol.Routing or IpProtocol.Fragment or IpProtocol.DestinationOptions
                or IpProtocol.Shim6 when _isIPv6:
                _extensionKind = protocol;
                return HeaderLayer.IPv6Extension;
            default:
                return StopAt(DecodeStopReason.NotTcp, layer);
        }
    }
}
