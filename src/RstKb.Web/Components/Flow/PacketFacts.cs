using System.Globalization;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>What the packet panel shows of one packet: header fields, what is usual for its sender, and the evidence that rests on each field.</summary>
public sealed class PacketFacts
{
    /// <summary>The fields in the order in which the page's script knows them.</summary>
    public static IReadOnlyList<string> Order { get; } = ["ip", "ttl", "id", "df", "ports", "seq", "ack", "flags", "win", "len", "ts", "what", "eth"];

    /// <summary>The packet's number.</summary>
    public required long Packet { get; init; }

    /// <summary>Value, remark and evidence numbers of each field by the field's name.</summary>
    public required IReadOnlyDictionary<string, string[]> Values { get; init; }

    /// <summary>Reads a packet's fields.</summary>
    /// <param name="segment">The packet.</param>
    /// <param name="usual">What its end's packets usually say.</param>
    /// <param name="timeline">The flow.</param>
    /// <param name="evidence">The flow's evidence.</param>
    public static PacketFacts Of(TimelineSegment segment, UsualFields usual, FlowTimeline timeline, NumberedEvidence evidence)
    {
        var fromClient = segment.From == "client";
        var (sender, receiver) = fromClient ? (timeline.Client, timeline.Server) : (timeline.Server, timeline.Client);
        var previous = Previous(segment, timeline);
        var usualTtl = fromClient ? timeline.ClientTtl : timeline.ServerTtl;
        var values = new Dictionary<string, string[]>
        {
            ["ip"] = [$"{sender.Address} → {receiver.Address}", "", ""],
            ["ttl"] = [Text(segment.Ttl), usualTtl is null ? "" : usualTtl == segment.Ttl ? "as usual" : $"usually {usualTtl}", ""],
            ["id"] = [segment.IpId is { } id ? "0x" + id.ToString("x4", CultureInfo.InvariantCulture) : "none", segment.IpId is null ? "IPv6 has none" : previous?.IpId is { } before ? $"0x{before.ToString("x4", CultureInfo.InvariantCulture)} before it" : "", ""],
            ["df"] = [segment.DontFragment switch { true => "DF", false => "none", null => "none" }, usual.DontFragment(segment), ""],
            ["ports"] = [$"{sender.Port} → {receiver.Port}", "", ""],
            ["seq"] = [Figures.Count(segment.RelativeSequenceNumber), $"absolute {segment.SequenceNumber}", ""],
            ["ack"] = segment is { AcknowledgmentNumber: { } ack, RelativeAcknowledgmentNumber: { } relative } ? [Figures.Count(relative), $"absolute {ack}", ""] : ["nothing", "ACK not set", ""],
            ["flags"] = [segment.Flags.Replace(",", ", ", StringComparison.Ordinal), usual.Flags(segment), ""],
            ["win"] = [Figures.Count(segment.Window), Remarks(segment.ScaledWindow is { } scaled && scaled != segment.Window ? $"{Figures.Count(scaled)} B scaled" : "", usual.Window(segment)), ""],
            ["len"] = [Figures.Count(segment.Length), $"header {segment.HeaderBytes} bytes", ""],
            ["ts"] = segment.TimestampValue is { } value ? [Text(value), Remarks($"echo {segment.TimestampEcho}", usual.Timestamp(segment)), ""] : ["none", usual.Timestamp(segment), ""],
            ["what"] = [segment.Content ?? "", string.Join(", ", segment.Tags), ""],
            ["eth"] = ["", "", ""],
        };

        foreach (var item in evidence.All.Where(item => item.Evidence.Packets.Contains(segment.Packet)))
        {
            foreach (var field in EvidenceFields.Of(item.Evidence.Code, segment.Flags, segment.From == ResetFrom(timeline), segment.TimestampValue is not null))
            {
                values[field][2] = (values[field][2] + " " + item.Number).Trim();
            }
        }

        return new PacketFacts { Packet = segment.Packet, Values = values };
    }

    /// <summary>Reads an ICMP error: its own addresses, and of the segment that it quotes what eight bytes tell.</summary>
    public static PacketFacts Of(TimelineError error, FlowTimeline timeline, NumberedEvidence evidence)
    {
        var (sender, receiver) = error.About == "client" ? (timeline.Client, timeline.Server) : (timeline.Server, timeline.Client);
        var values = Order.ToDictionary(field => field, _ => new[] { "not quoted", "", "" });
        values["ip"] = [$"{error.Reporter} → {sender.Address}", "ICMP error", ""];
        values["ttl"] = [Text(error.Ttl), "", ""];
        values["id"] = ["not kept", "", ""];
        values["df"] = ["not kept", "", ""];
        values["ports"] = [$"{sender.Port} → {receiver.Port}", $"of the {error.About}’s segment that it quotes", ""];
        values["seq"] = [Figures.Count(error.RelativeSequenceNumber), "of that segment", ""];
        values["eth"] = ["", "", ""];
        values["what"] = ["ICMP " + error.Text, error.Mtu is { } mtu ? $"{mtu} bytes fit" : "", string.Join(' ', evidence.NumbersOf(error.Packet))];
        return new PacketFacts { Packet = error.Packet, Values = values };
    }

    /// <summary>The facts of the packet that an address names; of the given segment where it names no packet of the flow.</summary>
    public static PacketFacts Of(long? packet, TimelineSegment otherwise, FlowTimeline timeline, NumberedEvidence evidence) =>
        timeline.Errors.FirstOrDefault(error => error.Packet == packet) is { } error
            ? Of(error, timeline, evidence)
            : Of(timeline.Segments.FirstOrDefault(segment => segment.Packet == packet) ?? otherwise, timeline, evidence);

    private static PacketFacts Of(TimelineSegment segment, FlowTimeline timeline, NumberedEvidence evidence) => Of(segment, new UsualFields(timeline, segment.From), timeline, evidence);

    private static string? ResetFrom(FlowTimeline timeline) => timeline.Segments.FirstOrDefault(segment => segment.IsTheReset)?.From;

    private static string Remarks(params string[] remarks) => string.Join(", ", remarks.Where(remark => remark.Length > 0));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The packet of the same end before this one.
    private static TimelineSegment? Previous(TimelineSegment segment, FlowTimeline timeline)
    {
        for (var i = IndexOf(segment.Packet, timeline.Segments) - 1; i >= 0; i--)
        {
            if (timeline.Segments[i].From == segment.From)
            {
                return timeline.Segments[i];
            }
        }

        return null;
    }

    // Segments stand in the order of the file; a long flow has a hundred thousand.
    private static int IndexOf(long packet, IReadOnlyList<TimelineSegment> segments)
    {
        var (low, high) = (0, segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = segments[middle].Packet < packet ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
