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
        LinkType.Loop => "LOOP",
        LinkType.LinuxSll => "LINUX_SLL",
        LinkType.IPv4 => "IPV4",
        LinkType.IPv6 => "IPV6",
        LinkType.LinuxSll2 => "LINUX_SLL2",
        _ => ((int)type).ToString(),
    };
}
