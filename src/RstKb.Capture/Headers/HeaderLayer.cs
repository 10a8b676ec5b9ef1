namespace RstKb.Capture.Headers;

/// <summary>The headers that are known here.</summary>
public enum HeaderLayer
{
    None,
    Capture,
    Ethernet,
    VlanTag,
    Llc,
    LinuxCooked,
    LinuxCooked2,
    Loopback,
    Ppp,
    Pppoe,
    Mpls,
    CiscoHdlc,
    Wireless,
    Radiotap,
    Enc,
    Pflog,
    Nflog,
    Infiniband,
    PacketTap,

    /// <summary>IP whose version only its first bits tell.</summary>
    Ip,
    IPv4,
    IPv6,
    IPv6Extension,
    Tcp,
    Udp,
    Gre,
    Vxlan,
    Geneve,
}
