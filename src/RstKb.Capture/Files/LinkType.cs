namespace RstKb.Capture.Files;

/// <summary>What the first bytes of a packet are. Numbers and names: tcpdump.org, "Link-layer header types".</summary>
public enum LinkType
{
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    RawBsd = 12,
    RawOpenBsd = 14,
    PppHdlc = 50,
    PppEther = 51,
    Raw = 101,
    CiscoHdlc = 104,
    Wireless = 105,
    Loop = 108,
    Enc = 109,
    LinuxSll = 113,
    Pflog = 117,
    WirelessRadiotap = 127,
    IPv4 = 228,
    IPv6 = 229,
    Nflog = 239,
    IPOverInfiniband = 242,
    Pktap = 258,
    LinuxSll2 = 276,
}
