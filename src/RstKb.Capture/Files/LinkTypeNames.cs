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
        _ => ((int)type).ToString(),
    };
}
