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
        LinkType.Null => HeaderLayer.Loopback,
        LinkType.Loop => HeaderLayer.OrderedLoopback,
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.LinuxAtmClip => HeaderLayer.Ip,
        LinkType.IPv6 => HeaderLayer.IPv6,
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
        LinkType.TokenRing => HeaderLayer.TokenRing,
        LinkType.Fddi => HeaderLayer.Fddi,
        LinkType.FrameRelay => HeaderLayer.FrameRelay,
        LinkType.AtmRfc1483 or LinkType.AtmRfc1483Bsd => HeaderLayer.Llc,
        LinkType.SunAtm => HeaderLayer.SunAtm,
        LinkType.ArcnetLinux => HeaderLayer.Arcnet,
        LinkType.Slip => HeaderLayer.Slip,
        LinkType.WirelessPrism => HeaderLayer.Prism,
        LinkType.WirelessAvs => HeaderLayer.Avs,
        LinkType.PerPacketInformation => HeaderLayer.PerPacketInformation,
        LinkType.PppWithDirection => HeaderLayer.DirectedPpp,
        LinkType.CiscoHdlcWithDirection => HeaderLayer.DirectedHdlc,
        LinkType.FrameRelayWithDirection => HeaderLayer.DirectedFrameRelay,
        LinkType.JuniperEthernet => HeaderLayer.Juniper,
        LinkType.JuniperPpp => HeaderLayer.JuniperPpp,
        LinkType.JuniperFrameRelay => HeaderLayer.JuniperFrameRelay,
        LinkType.JuniperHdlc => HeaderLayer.JuniperHdlc,
        LinkType.SolarisIpNet => HeaderLayer.SolarisIpNet,
        LinkType.NetAnalyzer => HeaderLayer.NetAnalyzer,
        LinkType.EthernetWithPreamble => HeaderLayer.Preamble,
        LinkType.IPOverFireWire => HeaderLayer.FireWire,
        LinkType.Erf => HeaderLayer.Erf,
        _ => HeaderLayer.None,
    };
}
