namespace RstKb.Capture.Files;

/// <summary>What the first bytes of a packet are. Numbers and names: tcpdump.org, "Link-layer header types".</summary>
public enum LinkType
{
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    RawBsd = 12,
    RawOpenBsd = 14,
    Raw = 101,
    Loop = 108,
    LinuxSll = 113,
    IPv4 = 228,
    IPv6 = 229,
    LinuxSll2 = 276,
}
