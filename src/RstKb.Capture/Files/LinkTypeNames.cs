namespace RstKb.Capture.Files;

/// <summary>Names of link types.</summary>
public static class LinkTypeNames
{
    /// <summary>tcpdump.org's name without its prefix, with Ethernet as EN10MB; the number where it has no name here.</summary>
    public static string NameOf(LinkType type) => type switch
    {
        LinkType.Null => "NULL",
        LinkType.Ethernet => "EN10MB",
        LinkType.Ppp => "PPP",
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd => "RAW",
        LinkType.PppHdlc => "PPP_HDLC",
        LinkType.PppEther => "PPP_ETHER",
        LinkType.CiscoHdlc => "C_HDLC",
        LinkType.Wireless => "IEEE802_11",
        LinkType.Loop => "LOOP",
        LinkType.Enc => "ENC",
        LinkType.LinuxSll => "LINUX_SLL",
        LinkType.Pflog => "PFLOG",
        LinkType.WirelessRadiotap => "IEEE802_11_RADIOTAP",
        LinkType.IPv4 => "IPV4",
        LinkType.IPv6 => "IPV6",
        LinkType.Nflog => "NFLOG",
        LinkType.IPOverInfiniband => "IPOIB",
        LinkType.Pktap => "PKTAP",
        LinkType.LinuxSll2 => "LINUX_SLL2",
        LinkType.TokenRing => "IEEE802_5",
        LinkType.Slip => "SLIP",
        LinkType.Fddi => "FDDI",
        LinkType.AtmRfc1483Bsd or LinkType.AtmRfc1483 => "ATM_RFC1483",
        LinkType.LinuxAtmClip => "ATM_CLIP",
        LinkType.FrameRelay => "FRELAY",
        LinkType.WirelessPrism => "PRISM_HEADER",
        LinkType.SunAtm => "SUNATM",
        LinkType.ArcnetLinux => "ARCNET_LINUX",
        LinkType.IPOverFireWire => "APPLE_IP_OVER_IEEE1394",
        LinkType.WirelessAvs => "IEEE802_11_AVS",
        LinkType.JuniperEthernet => "JUNIPER_ETHER",
        LinkType.JuniperPpp => "JUNIPER_PPP",
        LinkType.JuniperFrameRelay => "JUNIPER_FRELAY",
        LinkType.JuniperHdlc => "JUNIPER_CHDLC",
        LinkType.PerPacketInformation => "PPI",
        LinkType.Erf => "ERF",
        LinkType.PppWithDirection => "PPP_WITH_DIR",
        LinkType.CiscoHdlcWithDirection => "C_HDLC_WITH_DIR",
        LinkType.FrameRelayWithDirection => "FRELAY_WITH_DIR",
        LinkType.SolarisIpNet => "IPNET",
        LinkType.NetAnalyzer => "NETANALYZER",
        LinkType.EthernetWithPreamble => "ETHERNET_MPACKET",
        _ => ((int)type).ToString(),
    };
}
