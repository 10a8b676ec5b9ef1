namespace RstKb.Web.Components.Flow;

/// <summary>Which header fields each kind of evidence rests on, in the reset and in the other packets that it names.</summary>
public static class EvidenceFields
{
    private const string Times = "rests on when packets came";
    private const string Absence = "rests on what did not come, or came later and is not named";
    private const string OtherFlows = "rests on other connections of the capture";

    /// <summary>Fields by the evidence's code, as the packet panel names them.</summary>
    private static readonly Dictionary<string, Places> Known = new(StringComparer.Ordinal)
    {
        ["ack-answers-syn"] = new(Other: "seq ack flags", Own: "seq"),
        ["ack-of-fin-reset"] = new(Other: "ack len", Own: "seq"),
        ["answer-after-close"] = new("ack flags"),
        ["answer-arrived"] = new(Other: "len"),
        ["answer-reset-at-once"] = new("flags", "flags"),
        ["answered-as-unknown"] = new("seq", "ack"),
        ["answered-on-own-link"] = new("ip ttl", "ip ttl"),
        ["answers-nothing"] = new("seq"),
        ["bare-syn"] = new(Other: "win len"),
        ["both-closed"] = new(Other: "len", Fin: "flags"),
        ["capture-point"] = new("ttl", "ttl"),
        ["client-hello-unanswered"] = new(Other: "what"),
        ["complete-before-reset"] = new("seq ack", "seq flags"),
        ["connected-after-all"] = new(Other: "flags"),
        ["crossed-the-fin"] = new("seq", "seq"),
        ["data-acknowledged"] = new(Other: "ack"),
        ["empty-window-in-reset"] = new("win"),
        ["empty-window-in-syn-ack"] = new(Other: "win"),
        ["farewell"] = new(Other: "len what", Own: "flags"),
        ["fin-then-reset"] = new("flags", "flags"),
        ["fin-then-reset-of-one-socket"] = new("flags", "flags"),
        ["first-request"] = new(Other: "len what"),
        ["full-syn-options"] = new(Other: "len"),
        ["guessed-numbers"] = new("seq"),
        ["hidden-options"] = new("len"),
        ["hidden-payload"] = new(Other: "len what"),
        ["hidden-ttl"] = new("ttl"),
        ["http-request"] = new(Other: "what"),
        ["icmp-prohibited"] = new(Other: "what"),
        ["icmp-too-big"] = new(Other: "what"),
        ["icmp-unreachable"] = new(Other: "what"),
        ["idle-then-fin"] = new(Fin: "flags"),
        ["ip-id-continues"] = new("id", "id"),
        ["ip-id-habit"] = new("id"),
        ["ip-id-off"] = new("id", "id"),
        ["long-reset-options"] = new("len"),
        ["long-sweep"] = new("seq"),
        ["mp-fastclose"] = new("len"),
        ["mp-tcprst"] = new("len"),
        ["mptcp-layer"] = new("len"),
        ["mptcp-opened"] = new(Other: "len"),
        ["no-signature-before"] = new("len"),
        ["nothing-unread-at-exit"] = new(Other: "len"),
        ["number-ahead"] = new("seq"),
        ["odd-window"] = new("flags win"),
        ["orphan-with-data"] = new("seq", "win"),
        ["other-network-card"] = new("eth"),
        ["own-data-discarded"] = new("seq"),
        ["payload-after-fin"] = new(Other: "len", Own: "flags"),
        ["payload-answered"] = new(Other: "len"),
        ["payload-under-way"] = new("seq", "ack len", Own: "seq"),
        ["peer-still-sending"] = new("ack", "seq len"),
        ["port-is-open"] = new(Other: "flags"),
        ["ports-used-again"] = new(Other: "ports seq"),
        ["ports-used-before"] = new(Other: "ip ports"),
        ["probe-answered"] = new(Other: "seq len"),
        ["probe-drew-reset"] = new(Other: "seq len"),
        ["raw-socket"] = new("ttl", "ttl"),
        ["request-after-fin"] = new(Other: "ack len", Own: "seq"),
        ["request-crossed-fin"] = new("seq", "ack", Own: "seq"),
        ["request-incomplete"] = new(Other: "len what"),
        ["reset-at-fin"] = new("seq", "seq"),
        ["reset-at-older-number"] = new("seq", "seq"),
        ["reset-at-unacknowledged"] = new("seq", "seq"),
        ["reset-for-third-ack"] = new("seq ack flags", "seq"),
        ["reset-on-third-ack"] = new("seq", "ack", Own: "seq"),
        ["reset-out-of-fin-wait-2"] = new("seq", "seq flags"),
        ["response-incomplete"] = new(Other: "len what"),
        ["retransmission-run"] = new(Other: "seq"),
        ["rst-before-syn-ack"] = new(Other: "flags"),
        ["rst-without-timestamps"] = new("ts", "ts"),
        ["segment-without-ack"] = new(Other: "flags"),
        ["sender-closed-before"] = new(Other: "flags"),
        ["sender-went-on"] = new(Other: "seq ack"),
        ["server-streaming"] = new(Other: "len"),
        ["several-numbers"] = new("seq"),
        ["shape-abort"] = new("seq ack flags win ts?"),
        ["shape-refusal"] = new("seq ack flags win", "seq"),
        ["shape-reply"] = new("seq ack flags win", "ack"),
        ["spoke-into-stream"] = new(Other: "len"),
        ["stated-cause"] = new("len"),
        ["stepping-numbers"] = new("seq"),
        ["stray-after-close"] = new(Other: "ack len", Fin: "flags"),
        ["stray-segment"] = new(Other: "seq"),
        ["sweep-hit"] = new("seq"),
        ["syn-ack-repeated"] = new(Other: "seq flags"),
        ["syn-ack-unheard"] = new(Other: "seq flags"),
        ["syn-repeated"] = new(Other: "seq flags"),
        ["timestamp-off-clock"] = new("ts", "ts"),
        ["trigger-swallowed"] = new(Other: "seq", Own: "ack"),
        ["ttl-differs"] = new("ttl", "ttl"),
        ["ttl-same"] = new("ttl", "ttl"),
        ["twin-flow"] = new("ip ports seq"),
        ["two-machines"] = new("ttl", "ttl"),
        ["unanswered-payload"] = new("ack?", "len"),
        ["unanswered-probes"] = new(Other: "seq len"),
        ["unprovoked-burst"] = new("seq flags"),
        ["window-jump"] = new("win", "win"),
        ["window-unchanged"] = new("win", "win"),
        ["windows-ttl"] = new("ttl"),
        ["wrong-acknowledgment"] = new("seq", "ack", Own: "seq"),
        ["wrong-number"] = new("seq"),
    };

    /// <summary>Why evidence of these codes rests on no field that the packet panel shows.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aborted-in-one-rush"] = OtherFlows,
        ["aborted-together"] = OtherFlows,
        ["aborts-as-a-rule"] = OtherFlows,
        ["backoff"] = Times,
        ["both-know-the-connection"] = Absence,
        ["closed-together"] = OtherFlows,
        ["connection-survived"] = "rests on packets that came at all",
        ["even-spacing"] = Times,
        ["expiry-timer"] = Times,
        ["faster-than-round-trip"] = Times,
        ["fin-before"] = "rests on an earlier packet that it does not name",
        ["fixed-period"] = OtherFlows,
        ["flow-label-missing"] = "rests on IPv6 flow labels, which are not kept with the case",
        ["hidden-beginning"] = Absence,
        ["hidden-direction"] = Absence,
        ["hidden-handshake"] = Absence,
        ["idle-bracket"] = Times,
        ["late-syn-ack"] = Times,
        ["local-process"] = "rests on what the capture file says beside the packet",
        ["long-after-fin"] = Times,
        ["long-silence"] = Times,
        ["longer-silence-survived"] = OtherFlows,
        ["lost-others-too"] = OtherFlows,
        ["many-targets"] = OtherFlows,
        ["never-answered"] = OtherFlows,
        ["never-served"] = Absence,
        ["no-fin"] = Absence,
        ["no-handshake"] = Absence,
        ["no-payload"] = Absence,
        ["no-transfer"] = Absence,
        ["not-passed-on"] = "rests on how often packets were captured",
        ["nothing-lost"] = Absence,
        ["nothing-unread"] = Absence,
        ["orphan-answered"] = Times,
        ["other-leg-ended"] = OtherFlows,
        ["others-were-served"] = OtherFlows,
        ["out-of-silence"] = Times,
        ["path-timer"] = Times,
        ["port-answers"] = OtherFlows,
        ["port-answers-others"] = OtherFlows,
        ["prompt-syn-ack"] = Times,
        ["quiet-connections-together"] = OtherFlows,
        ["refused-at-once"] = Times,
        ["refused-late"] = Times,
        ["refused-while-listening"] = OtherFlows,
        ["repeated-probe"] = OtherFlows,
        ["reset-after-retries"] = Times,
        ["reset-at-start"] = Times,
        ["reset-out-of-silence"] = Times,
        ["same-silence"] = OtherFlows,
        ["sender-still-open"] = Absence,
        ["server-not-done"] = Absence,
        ["server-timer"] = Times,
        ["server-went-on"] = Absence,
        ["spoke-moments-before"] = Times,
        ["sweep-ended"] = Absence,
        ["then-refused"] = OtherFlows,
        ["twin-was-reset"] = OtherFlows,
        ["two-roles"] = OtherFlows,
        ["unserved-together"] = OtherFlows,
    };

    /// <summary>All codes whose fields are known.</summary>
    public static IEnumerable<string> Codes => Known.Keys;

    /// <summary>The fields of a packet on which evidence rests that names it.</summary>
    /// <param name="code">The evidence's code.</param>
    /// <param name="flags">The packet's flags, for instance <c>RST,ACK</c>.</param>
    /// <param name="isOfSender">True where the packet bears the address that the reset bears.</param>
    /// <param name="hasTimestamp">True where the packet carries TCP timestamps.</param>
    public static IEnumerable<string> Of(string code, string flags, bool isOfSender, bool hasTimestamp)
    {
        if (!Known.TryGetValue(code, out var places))
        {
            return [];
        }

        var set = flags.Split(',');
        var fields = set.Contains("RST") ? places.Reset
            : places.Fin is { } fin && set.Contains("FIN") ? fin
            : isOfSender && places.Own is { } own ? own
            : places.Other;
        return fields.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(field => field switch { "ts?" => hasTimestamp, "ack?" => set.Contains("ACK"), _ => true })
            .Select(field => field.TrimEnd('?'));
    }

    /// <summary>Names of fields with spaces between; one with <c>?</c> only where the packet has it.</summary>
    /// <param name="Reset">Of a packet that bears RST.</param>
    /// <param name="Other">Of other packets.</param>
    /// <param name="Own">Of other packets that bear the reset's address, where that makes a difference.</param>
    /// <param name="Fin">Of FINs, where that makes a difference.</param>
    private sealed record Places(string Reset = "", string Other = "", string? Own = null, string? Fin = null);
}
