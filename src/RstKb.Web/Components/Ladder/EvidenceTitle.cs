namespace RstKb.Web.Components.Ladder;

/// <summary>Two or three words for a kind of evidence, made from its code.</summary>
public static class EvidenceTitle
{
    private static readonly Dictionary<string, string> Capitals = new(StringComparer.Ordinal)
    {
        ["ttl"] = "TTL", ["ipid"] = "IP ID", ["ip"] = "IP", ["id"] = "ID", ["df"] = "DF", ["syn"] = "SYN", ["fin"] = "FIN", ["rst"] = "RST",
        ["ack"] = "ACK", ["http"] = "HTTP", ["tls"] = "TLS", ["icmp"] = "ICMP", ["rtt"] = "RTT", ["rto"] = "RTO", ["mptcp"] = "MPTCP",
        ["nat"] = "NAT", ["sni"] = "SNI", ["tcp"] = "TCP", ["isn"] = "ISN", ["tsval"] = "TSval", ["seq"] = "seq",
    };

    /// <summary>For instance <c>TTL differs</c> for <c>ttl-differs</c>.</summary>
    public static string Of(string code)
    {
        var words = code.Split('-', '_', ' ').Select(word => Capitals.GetValueOrDefault(word, word));
        var title = string.Join(' ', words).Replace("IP ID ID", "IP ID", StringComparison.Ordinal);
        return title.Length == 0 ? title : char.ToUpperInvariant(title[0]) + title[1..];
    }
}
