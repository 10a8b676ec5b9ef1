namespace RstKb.Capture.Headers;

/// <summary>Numbers of IANA's protocol registry.</summary>
internal static class IpProtocol
{
    public const byte HopByHopOptions = 0;
    public const byte Icmp = 1;
    public const byte IPv4 = 4;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte IPv6 = 41;
    public const byte Routing = 43;
    public const byte Fragment = 44;
    public const byte Gre = 47;
    public const byte Authentication = 51;
    public const byte IcmpV6 = 58;
    public const byte DestinationOptions = 60;
    public const byte EtherIp = 97;
    public const byte MplsInIp = 137;
    public const byte Shim6 = 140;
    public const byte Ethernet = 143;
}
