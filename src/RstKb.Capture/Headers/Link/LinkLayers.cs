using RstKb.Capture.Files;

namespace RstKb.Capture.Headers;

/// <summary>Which header a link type begins with.</summary>
internal static class LinkLayers
{
    /// <summary>The outermost header, or none where the link type is not known.</summary>
    public static HeaderLayer Of(LinkType type) => type switch
    {
        LinkType.Ethernet => HeaderLayer.Ethernet,
        LinkType.LinuxSll => HeaderLayer.LinuxCooked,
        LinkType.LinuxSll2 => HeaderLayer.LinuxCooked2,
        LinkType.Null or LinkType.Loop => HeaderLayer.Loopback,
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.IPv6 => HeaderLayer.Ip,
        LinkType.Ppp or LinkType.PppHdlc => HeaderLayer.Ppp,
        LinkType.PppEther => HeaderLayer.Pppoe,
        LinkType.CiscoHdlc => HeaderLayer.CiscoHdlc,
        LinkType.Wireless => HeaderLayer.Wireless,
        LinkType.WirelessRadiotap => HeaderLayer.Radiotap,
        LinkType.Enc => HeaderLayer.Enc,
        LinkType.Pflog => HeaderLayer.Pflog,
        LinkType.Nflog => HeaderLayer.Nflog,
        LinkType.IPOverInfiniband => HeaderLayer.Infiniband,
        LinkType.Pktap => HeaderLayer.PacketTap,
        _ => HeaderLayer.None,
    };
}
