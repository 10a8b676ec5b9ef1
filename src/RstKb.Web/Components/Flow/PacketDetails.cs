using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>
/// What the rows of a ladder carry for the packet panel, for the page's script to show when one is chosen. What most packets of an end say stands once at the
/// ladder; a row says only what differs, and its sequence numbers and length, which it shows anyway, not at all.
/// </summary>
public sealed class PacketDetails
{
    // Those of the first packets are those of all as a rule, and every page of a long ladder has them.
    private const int Looked = 40;

    private static readonly string[] ShownByTheRow = ["seq", "ack"];

    private readonly FlowTimeline timeline;
    private readonly NumberedEvidence evidence;
    private readonly Dictionary<string, UsualFields> habits = [];
    private readonly Dictionary<string, string[]> usual = new() { ["client"] = [], ["server"] = [] };

    /// <summary>Looks at what is usual in a flow.</summary>
    public PacketDetails(FlowTimeline timeline, NumberedEvidence evidence)
    {
        (this.timeline, this.evidence) = (timeline, evidence);
        foreach (var side in usual.Keys)
        {
            habits[side] = new UsualFields(timeline, side);
            var parts = timeline.Segments.Where(segment => segment.From == side).Take(Looked).Select(segment => Parts(PacketFacts.Of(segment, habits[side], timeline, NumberedEvidence.None))).ToList();
            usual[side] = [.. PacketFacts.Order.Select((_, field) => parts.CountBy(part => part[field]).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault() ?? "")];
        }
    }

    /// <summary>What packets of the client and of the server usually say; fields end with <c>~</c>, value, remark and evidence with <c>|</c>.</summary>
    public string Usual(string side) => string.Join('~', usual[side]);

    /// <summary>What a row says otherwise than usual: an empty field says the usual, <c>|</c> says nothing.</summary>
    public string Of(PacketRow row)
    {
        var common = usual[row.Segment.From];
        return string.Join('~', Parts(PacketFacts.Of(row.Segment, habits[row.Segment.From], timeline, evidence)).Select((part, field) => part == common[field] ? "" : part.Length == 0 ? "|" : part)).TrimEnd('~');
    }

    /// <summary>An ICMP error says everything itself.</summary>
    public string Of(TimelineError error) => string.Join('~', PacketFacts.Order.Select(field => Part(PacketFacts.Of(error, timeline, evidence).Values[field])));

    private static string[] Parts(PacketFacts facts) =>
        [.. PacketFacts.Order.Select(field => Part(ShownByTheRow.Contains(field) ? ["", "", facts.Values[field][2]] : facts.Values[field]))];

    private static string Part(string[] value) => string.Join('|', value.Select(Plain)).TrimEnd('|');

    private static string Plain(string text) => text.Replace('~', '-').Replace('|', '/');
}
