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
