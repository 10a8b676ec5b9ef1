namespace RstKb.Capture.Headers;

/// <summary>Types and codes of ICMP errors (IANA's registries for RFC 792 and RFC 4443).</summary>
internal static class IcmpErrorNames
{
    /// <summary>Whether messages of this type quote the packet that they are about.</summary>
    public static bool IsError(bool isIPv6, byte type) => isIPv6 ? type is 1 or 2 or 3 or 4 : type is 3 or 4 or 11 or 12;

    public static IcmpErrorKind KindOf(bool isIPv6, byte type, byte code) => (isIPv6, type, code) switch
    {
        (false, 3, 4) or (true, 2, _) => IcmpErrorKind.PacketTooBig,
        (false, 3, 9 or 10 or 13) or (true, 1, 1 or 5 or 6) => IcmpErrorKind.Prohibited,
        (false, 3, _) or (true, 1, _) => IcmpErrorKind.Unreachable,
        (false, 11, _) or (true, 3, _) => IcmpErrorKind.TimeExceeded,
        _ => IcmpErrorKind.Other,
    };

    public static string NameOf(bool isIPv6, byte type, byte code) => isIPv6 ? NameOf6(type, code) : NameOf4(type, code);

    private static string NameOf4(byte type, byte code) => (type, code) switch
    {
        (3, 0) => "network unreachable",
        (3, 1) => "host unreachable",
        (3, 2) => "protocol unreachable",
        (3, 3) => "port unreachable",
        (3, 4) => "fragmentation needed",
        (3, 5) => "source route failed",
        (3, 6) => "network unknown",
        (3, 7) => "host unknown",
        (3, 9) => "network administratively prohibited",
        (3, 10) => "host administratively prohibited",
        (3, 11) => "network unreachable for this type of service",
        (3, 12) => "host unreachable for this type of service",
        (3, 13) => "communication administratively prohibited",
        (3, _) => $"unreachable, code {code}",
        (4, _) => "source quench",
        (11, 1) => "reassembly time exceeded",
        (11, _) => "time to live exceeded",
        _ => "parameter problem",
    };

    private static string NameOf6(byte type, byte code) => (type, code) switch
    {
        (1, 0) => "no route to the destination",
        (1, 1) => "communication administratively prohibited",
        (1, 2) => "beyond the scope of the source address",
        (1, 3) => "address unreachable",
        (1, 4) => "port unreachable",
        (1, 5) => "source address failed the policy",
        (1, 6) => "route rejected",
        (1, _) => $"unreachable, code {code}",
        (2, _) => "packet too big",
        (3, 1) => "reassembly time exceeded",
        (3, _) => "hop limit exceeded",
        _ => "parameter problem",
    };
}
