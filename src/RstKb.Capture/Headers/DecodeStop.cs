namespace RstKb.Capture.Headers;

/// <summary>Where the decoding of a packet stopped, and why.</summary>
/// <param name="Reason">What kind of stop it is.</param>
/// <param name="Layer">The header that could not be read, or the last one that could.</param>
/// <param name="Needed">Bytes that it needs; 0 where it is not a matter of length.</param>
/// <param name="Available">Bytes that are there.</param>
/// <param name="Believed">Whose length said that no more are there: a header around it, or <see cref="HeaderLayer.Capture"/>.</param>
/// <param name="Offset">Offset in the packet at which <paramref name="Layer"/> begins.</param>
public readonly record struct DecodeStop(DecodeStopReason Reason, HeaderLayer Layer, int Needed, int Available, HeaderLayer Believed, int Offset)
{
    /// <summary>Whether this was a TCP segment whose header cannot be used, and not simply another protocol.</summary>
    public bool IsUnusableTcp => Layer == HeaderLayer.Tcp && Reason is DecodeStopReason.CutByCapture or DecodeStopReason.CutByLength or DecodeStopReason.Malformed;

    /// <summary>Whether this was an ICMP message, which may quote a segment: see <see cref="SegmentDecoder.TryDecodeError"/>.</summary>
    public bool IsIcmp => Layer == HeaderLayer.Icmp;

    /// <summary>One sentence without a final stop.</summary>
    public override string ToString() => Reason switch
    {
        DecodeStopReason.None => "nothing stopped the decoding",
        DecodeStopReason.NotTcp => $"the {Name(Layer)} header at byte {Offset} carries something else than TCP",
        DecodeStopReason.LaterFragment => "this is a later fragment: the TCP header is in another packet",
        DecodeStopReason.CutByCapture => $"the {Name(Layer)} header at byte {Offset} needs {Needed} bytes, {Available} were captured",
        DecodeStopReason.CutByLength => $"the {Name(Layer)} header at byte {Offset} needs {Needed} bytes, the {Name(Believed)} header around it leaves {Available}",
        DecodeStopReason.Malformed => $"the {Name(Layer)} header at byte {Offset} claims {Available} bytes, fewer than the {Needed} that it has at least",
        DecodeStopReason.TooDeep => $"more headers inside each other than the limit (MaxHeaders), reached at byte {Offset}",
        _ => "the link type is not known here",
    };

    private static string Name(HeaderLayer layer) => layer switch
    {
        HeaderLayer.VlanTag => "VLAN",
        HeaderLayer.ServiceTag => "802.1ad",
        HeaderLayer.Llc => "LLC",
        HeaderLayer.LinuxCooked or HeaderLayer.LinuxCooked2 => "Linux cooked",
        HeaderLayer.Loopback or HeaderLayer.OrderedLoopback => "loopback",
        HeaderLayer.Ppp => "PPP",
        HeaderLayer.Pppoe => "PPPoE",
        HeaderLayer.Mpls => "MPLS",
        HeaderLayer.CiscoHdlc => "Cisco HDLC",
        HeaderLayer.Wireless => "802.11",
        HeaderLayer.Radiotap => "radiotap",
        HeaderLayer.Enc => "ENC",
        HeaderLayer.Pflog => "pflog",
        HeaderLayer.Nflog => "NFLOG",
        HeaderLayer.Infiniband => "InfiniBand",
        HeaderLayer.PacketTap => "PKTAP",
        HeaderLayer.Ip => "IP",
        HeaderLayer.IPv6Extension => "extension",
        HeaderLayer.Tcp => "TCP",
        HeaderLayer.Udp => "UDP",
        HeaderLayer.Icmp => "ICMP",
        HeaderLayer.Gre => "GRE",
        HeaderLayer.Vxlan => "VXLAN",
        HeaderLayer.VxlanGpe => "VXLAN-GPE",
        HeaderLayer.Gtp => "GTP",
        HeaderLayer.L2tp => "L2TP",
        HeaderLayer.Tzsp => "TZSP",
        HeaderLayer.Capwap => "CAPWAP",
        HeaderLayer.Lisp => "LISP",
        HeaderLayer.EtherIp => "EtherIP",
        HeaderLayer.Ayiya => "AYIYA",
        HeaderLayer.Sflow => "sFlow",
        HeaderLayer.OtherTag => "tag",
        HeaderLayer.NetworkService => "NSH",
        HeaderLayer.Aggregate => "A-MSDU",
        HeaderLayer.TurnedWireless => "802.11",
        HeaderLayer.Prism => "Prism",
        HeaderLayer.Avs => "AVS",
        HeaderLayer.PerPacketInformation => "PPI",
        HeaderLayer.FrameRelay or HeaderLayer.DirectedFrameRelay or HeaderLayer.JuniperFrameRelay => "Frame Relay",
        HeaderLayer.TokenRing => "Token Ring",
        HeaderLayer.Fddi => "FDDI",
        HeaderLayer.SunAtm => "SunATM",
        HeaderLayer.Arcnet => "ARCNET",
        HeaderLayer.Slip => "SLIP",
        HeaderLayer.SolarisIpNet => "IPNET",
        HeaderLayer.Erf => "ERF",
        _ => layer.ToString(),
    };
}
