namespace RstKb.Web.Components.Ladder;

/// <summary>Two or three words for a kind of evidence, made from its code.</summary>
public static class EvidenceTitle
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["faster-than-round-trip"] = "Too fast",
        ["sender-went-on"] = "Still talking",
        ["server-went-on"] = "Still talking",
        ["rst-without-timestamps"] = "No timestamps",
        ["ttl-differs"] = "Other TTL",
        ["ttl-same"] = "Same TTL",
        ["ip-id-off"] = "Other IP ID",
        ["ip-id-continues"] = "IP ID goes on",
        ["own-data-discarded"] = "Data thrown away",
        ["shape-abort"] = "A socket’s own",
        ["shape-reply"] = "No socket’s reply",
        ["shape-refusal"] = "A refusal",
        ["window-jump"] = "Window jumps",
        ["window-unchanged"] = "Window as before",
        ["path-timer"] = "Fits a timer",
        ["server-timer"] = "Fits a timer",
        ["payload-answered"] = "Spoke last",
        ["payload-after-fin"] = "Data after FIN",
        ["unprovoked-burst"] = "Several at once",
        ["unanswered-payload"] = "Data unanswered",
        ["wrong-acknowledgment"] = "Wrong ack",
        ["reset-at-unacknowledged"] = "At unacked data",
        ["reset-out-of-fin-wait-2"] = "FIN-WAIT-2",
        ["mp-tcprst"] = "MP_TCPRST",
        ["mp-fastclose"] = "MP_FASTCLOSE",
    };

    private static readonly Dictionary<string, string> Capitals = new(StringComparer.Ordinal)
    {
        ["ttl"] = "TTL", ["ip"] = "IP", ["id"] = "ID", ["syn"] = "SYN", ["fin"] = "FIN", ["rst"] = "RST", ["ack"] = "ACK", ["http"] = "HTTP", ["mptcp"] = "MPTCP",
    };

    /// <summary>For instance <c>Too fast</c> for <c>faster-than-round-trip</c>; a code without a title of its own is spelt out.</summary>
    public static string Of(string code)
    {
        if (Known.TryGetValue(code, out var known))
        {
            return known;
        }

        var title = string.Join(' ', code.Split('-', '_', ' ').Select(word => Capitals.GetValueOrDefault(word, word)));
        return title.Length == 0 ? title : char.ToUpperInvariant(title[0]) + title[1..];
    }
}
