using System.Collections.Frozen;

namespace RstKb.Knowledge.Search;

/// <summary>Numbers that mean an error of a connection: they stay when the other numbers of a log line are taken out, and find the error's name.</summary>
internal static class KnownCodes
{
    /// <summary>Linux errno values, Winsock codes (learn.microsoft.com, "Windows Sockets Error Codes") and HTTP statuses that gateways give.</summary>
    private static readonly FrozenDictionary<string, string?> Names = new Dictionary<string, string?>
    {
        ["32"] = "epipe",
        ["101"] = "enetunreach",
        ["103"] = "econnaborted",
        ["104"] = "econnreset",
        ["110"] = "etimedout",
        ["111"] = "econnrefused",
        ["113"] = "ehostunreach",
        ["10053"] = "wsaeconnaborted",
        ["10054"] = "wsaeconnreset",
        ["10060"] = "wsaetimedout",
        ["10061"] = "wsaeconnrefused",
        ["408"] = null,
        ["413"] = null,
        ["499"] = null,
        ["502"] = null,
        ["503"] = null,
        ["504"] = null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Exit codes of curl that speak of connections; as bare numbers they mean nothing.</summary>
    private static readonly FrozenSet<string> CurlCodes = new[] { "7", "28", "35", "52", "55", "56" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string number, bool inCurlMessage) => Names.ContainsKey(number) || (inCurlMessage && CurlCodes.Contains(number));

    /// <summary>The error's name as a search term, or null.</summary>
    public static string? NameOf(string number) => Names.GetValueOrDefault(number);
}
