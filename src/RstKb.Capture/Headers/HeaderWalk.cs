using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Headers;

/// <summary>
/// One packet on the way from its outermost header to its innermost. Each step consumes a header, narrows what lengths allow and names the
/// layer that follows, so the walk ends after at most as many steps as the packet has bytes.
/// </summary>
internal ref partial struct HeaderWalk
{
    private readonly int _maxHeaders;

    // Where a packet carries several frames side by side, those that were decoded before.
    private readonly int _siblingsToSkip;
    private readonly ReadOnlySpan<byte> _packet;
    private ReadOnlySpan<byte> _rest;

    // Bytes of _rest on the wire; more than _rest has where the capture cut the packet.
    private int _onWire;
    private HeaderLayer _limitedBy = HeaderLayer.Capture;

    // Headers opened so far, counted as Wireshark counts layers: the frame itself is one, an EtherType is another.
    private int _headers = 1;
    private int _vlanTags;

    // A first fragment, or in one: what it carries ends somewhere else.
    private bool _isFragment;
    private ulong _sourceMac;
    private byte _extensionKind;
    private int _tagBytes;
    private bool _isPadded;

    // Bytes behind _rest that a length declared to be padding.
    private int _trimmed;

    // Where a PKTAP header names a process.
    private ReadOnlySpan<byte> _processMark;

    // The innermost IP header, wherever it is.
    private ReadOnlySpan<byte> _ip;
    private bool _isIPv6;

    // The last hop of a source route, four or sixteen bytes; empty where the destination field is the destination.
    private ReadOnlySpan<byte> _finalHop;

    public HeaderWalk(ReadOnlySpan<byte> packet, int onWire, int maxHeaders, int sibling = 0)
    {
        _siblingsToSkip = sibling;
        _packet = packet;
        _rest = packet;
        _onWire = Math.Max(onWire, packet.Length);
        _maxHeaders = maxHeaders;
    }

    public DecodeStop Stop { get; private set; }

    /// <summary>Whether the packet carries another frame beside the one that was opened: see <see cref="SegmentDecoder.TryDecodeNext"/>.</summary>
    public bool HasSibling { get; private set; }

    private readonly int Offset => _packet.Length - _rest.Length - _trimmed;

    /// <summary>Opens the header at hand; returns the layer that follows, or none where the walk stops.</summary>
    public HeaderLayer Open(HeaderLayer layer)
    {
        HeaderLayer next = OpenOne(layer);
        return ++_headers >= _maxHeaders && next != HeaderLayer.None ? StopAt(DecodeStopReason.TooDeep, next) : next;
    }

    private HeaderLayer OpenOne(HeaderLayer layer) => layer switch
    {
        HeaderLayer.Ethernet => OpenEthernet(),
        HeaderLayer.IPv4 => OpenIPv4(),
        HeaderLayer.IPv6 => OpenIPv6(),
        HeaderLayer.VlanTag => OpenVlanTag(),
        HeaderLayer.ServiceTag => OpenServiceTag(),
        HeaderLayer.Llc => OpenLlc(),
        HeaderLayer.LinuxCooked => OpenLinuxCooked(),
        HeaderLayer.LinuxCooked2 => OpenLinuxCooked2(),
        HeaderLayer.Loopback => OpenLoopback(isNetworkOrder: false),
        HeaderLayer.Ppp => OpenPpp(),
        HeaderLayer.Pppoe => OpenPppoe(),
        HeaderLayer.Mpls => OpenMpls(),
        HeaderLayer.CiscoHdlc => OpenCiscoHdlc(),
        HeaderLayer.Wireless => OpenWireless(isTurned: false),
        HeaderLayer.TurnedWireless => OpenWireless(isTurned: true),
        HeaderLayer.Aggregate => OpenAggregate(),
        HeaderLayer.Radiotap => OpenRadiotap(),
        HeaderLayer.Enc => OpenEnc(),
        HeaderLayer.Pflog => OpenPflog(),
        HeaderLayer.Nflog => OpenNflog(),
        HeaderLayer.Infiniband => OpenInfiniband(),
        HeaderLayer.PacketTap => OpenPacketTap(),
        HeaderLayer.Ip => OpenByVersion(),
        HeaderLayer.IPv6Extension => OpenExtension(),
        HeaderLayer.Udp => OpenUdp(),
        HeaderLayer.Gre => OpenGre(),
        HeaderLayer.Vxlan => OpenVxlan(),
        HeaderLayer.Geneve => OpenGeneve(),
        HeaderLayer.OtherTag => OpenOtherTag(),
        _ => OpenRarer(layer),
    };

    public bool TryOpenTcp(int nextFrame, out DecodedSegment segment)
    {
        segment = default;
        if (!TcpHeader.TryRead(_rest, out TcpHeader tcp))
        {
            Cut(HeaderLayer.Tcp, TcpHeader.BytesUsed);
            return false;
        }

        int headerBytes = tcp.HeaderBytes;
        if (headerBytes < TcpHeader.MinimumBytes)
        {
            Malformed(HeaderLayer.Tcp, TcpHeader.MinimumBytes, headerBytes);
            return false;
        }

        int captured = Math.Min(headerBytes, _rest.Length);
        bool isLengthUnknown = _isFragment || _onWire < headerBytes;
        ReadOnlySpan<byte> options = captured > TcpHeader.MinimumBytes ? _rest[TcpHeader.MinimumBytes..captured] : default;
        if (_isIPv6)
        {
            IPv6Header.TryRead(_ip, out IPv6Header ip);
            segment = new DecodedSegment
            {
                Source = ip.Source,
                Destination = _finalHop.IsEmpty ? ip.Destination : NetworkAddress.FromIPv6(_finalHop),
                SourcePort = tcp.SourcePort,
                DestinationPort = tcp.DestinationPort,
                SequenceNumber = tcp.SequenceNumber,
                AcknowledgmentNumber = tcp.AcknowledgmentNumber,
                Flags = tcp.Flags,
                Window = tcp.Window,
                HeaderBytes = headerBytes,
                OptionBytes = options,
                PayloadLength = Math.Max(_onWire - headerBytes, 0),
                Payload = _rest[captured..],
                Ttl = ip.HopLimit,
                IsIPv6 = true,
                FlowLabel = ip.FlowLabel,
                TrafficClass = ip.TrafficClass,
                SourceMac = _sourceMac,
                ProcessMark = _processMark,
                IsLengthUnknown = isLengthUnknown,
                NextFrame = nextFrame,
            };
        }
        else
        {
            IPv4Header.TryRead(_ip, out IPv4Header ip);
            segment = new DecodedSegment
            {
                Source = ip.Source,
                Destination = _finalHop.IsEmpty ? ip.Destination : NetworkAddress.FromIPv4(_finalHop),
                SourcePort = tcp.SourcePort,
                DestinationPort = tcp.DestinationPort,
                SequenceNumber = tcp.SequenceNumber,
                AcknowledgmentNumber = tcp.AcknowledgmentNumber,
                Flags = tcp.Flags,
                Window = tcp.Window,
                HeaderBytes = headerBytes,
                OptionBytes = options,
                PayloadLength = Math.Max(_onWire - headerBytes, 0),
                Payload = _rest[captured..],
                Ttl = ip.Ttl,
                IsIPv6 = false,
                IpId = ip.Identification,
                DontFragment = ip.DontFragment,
                TrafficClass = ip.TypeOfService,
                SourceMac = _sourceMac,
                ProcessMark = _processMark,
                IsLengthUnknown = isLengthUnknown,
                NextFrame = nextFrame,
            };
        }

        return true;
    }

    /// <summary>Consumes bytes that are captured.</summary>
    private void Advance(int count)
    {
        _rest = _rest[count..];
        _onWire -= count;
    }

    /// <summary>Believes a header that says how many bytes there are; what it leaves out is padding.</summary>
    private void Narrow(int bytes, HeaderLayer by)
    {
        if (bytes >= _onWire)
        {
            return;
        }

        _onWire = bytes;
        if (bytes < _rest.Length)
        {
            _trimmed += _rest.Length - bytes;
            _rest = _rest[..bytes];
            _limitedBy = by;
        }
    }

    private HeaderLayer Cut(HeaderLayer layer, int needed)
    {
        DecodeStopReason reason = _rest.Length < _onWire || _limitedBy == HeaderLayer.Capture ? DecodeStopReason.CutByCapture : DecodeStopReason.CutByLength;
        HeaderLayer believed = reason == DecodeStopReason.CutByCapture ? HeaderLayer.Capture : _limitedBy;
        Stop = new DecodeStop(reason, layer, needed, _rest.Length, believed, Offset);
        return HeaderLayer.None;
    }

    private HeaderLayer Malformed(HeaderLayer layer, int needed, int claimed)
    {
        Stop = new DecodeStop(DecodeStopReason.Malformed, layer, needed, claimed, layer, Offset);
        return HeaderLayer.None;
    }

    private HeaderLayer StopAt(DecodeStopReason reason, HeaderLayer layer)
    {
        Stop = new DecodeStop(reason, layer, 0, _rest.Length, layer, Offset);
        return HeaderLayer.None;
    }
}
