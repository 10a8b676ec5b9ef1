using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>What a flow's packets tell at one glance, so that two flows can be laid side by side.</summary>
public sealed class FlowFacts
{
    private const string Nothing = "none";

    private FlowFacts(IReadOnlyList<(string Name, string Value)> rows) => Rows = rows;

    /// <summary>Name and value of each fact; the names and their order are the same for every flow.</summary>
    public IReadOnlyList<(string Name, string Value)> Rows { get; }

    /// <summary>Reads the facts out of a flow's packets.</summary>
    public static FlowFacts Of(FlowTimeline timeline)
    {
        var segments = timeline.Segments;
        var (silence, after) = LongestSilence(timeline);
        var again = segments.Count(segment => SegmentKinds.Of(segment) == SegmentKind.Retransmission) + (timeline.Middle?.Retransmissions ?? 0);
        return new FlowFacts(
        [
            ("Ended with", Ending(segments)),
            ("Handshake", RoundTrip(segments) is { } roundTrip ? Figures.Span(roundTrip) : "not whole in the capture"),
            ("Lasted", Figures.Span(Lasted(timeline))),
            ("Packets", Figures.Count(segments.Count + (timeline.Middle?.Packets ?? 0))),
            ("To the server", Figures.Bytes(Bytes(segments, "client") + (timeline.Middle?.BytesToServer ?? 0))),
            ("To the client", Figures.Bytes(Bytes(segments, "server") + (timeline.Middle?.BytesToClient ?? 0))),
            ("First of the client", First(segments, "client")),
            ("First of the server", First(segments, "server")),
            ("Longest silence", silence > 0 ? $"{Figures.Span(silence)} before #{after}" : Nothing),
            ("Sent again", again == 0 ? Nothing : Figures.Count(again)),
            ("TTL of the client", Levels(segments, "client")),
            ("TTL of the server", Levels(segments, "server")),
        ]);
    }

    /// <summary>Seconds from the first packet to the latest.</summary>
    public static double Lasted(FlowTimeline timeline) => timeline.Segments.Count == 0 ? 0 : timeline.Segments.Max(segment => segment.OffsetNanoseconds) / 1e9;

    private static string Ending(IReadOnlyList<TimelineSegment> segments)
    {
        if (segments.FirstOrDefault(segment => SegmentKinds.HasFlag(segment, "RST")) is { } reset)
        {
            return $"{Words.Flags(reset.Flags)} with the {reset.From}’s address";
        }

        var closers = segments.Where(segment => SegmentKinds.HasFlag(segment, "FIN")).Select(segment => segment.From).Distinct().ToList();
        return closers.Count switch
        {
            0 => "nothing: still open when the capture ends",
            1 => $"FIN of the {closers[0]} alone",
            _ => $"FIN of both, the {closers[0]} first",
        };
    }

    private static double? RoundTrip(IReadOnlyList<TimelineSegment> segments)
    {
        var syn = segments.FirstOrDefault(segment => segment.From == "client" && SegmentKinds.HasFlag(segment, "SYN"));
        var answer = segments.FirstOrDefault(segment => segment.From == "server" && SegmentKinds.HasFlag(segment, "SYN"));
        var end = answer is null ? null : segments.FirstOrDefault(segment => segment.From == "client" && segment.OffsetNanoseconds >= answer.OffsetNanoseconds && !SegmentKinds.HasFlag(segment, "SYN"));
        return syn is null || end is null ? null : (end.OffsetNanoseconds - syn.OffsetNanoseconds) / 1e9;
    }

    private static (double Seconds, long Before) LongestSilence(FlowTimeline timeline)
    {
        var (longest, before) = (0L, 0L);
        for (var i = 1; i < timeline.Segments.Count; i++)
        {
            var since = timeline.Segments[i].OffsetNanoseconds - timeline.Segments[i - 1].OffsetNanoseconds;
            if (since > longest && timeline.Middle?.AfterIndex != i)
            {
                (longest, before) = (since, timeline.Segments[i].Packet);
            }
        }

        return (longest / 1e9, before);
    }

    private static long Bytes(IReadOnlyList<TimelineSegment> segments, string from) => segments.Where(segment => segment.From == from).Sum(segment => (long)segment.Length);

    private static string First(IReadOnlyList<TimelineSegment> segments, string from) =>
        segments.FirstOrDefault(segment => segment.From == from && segment.Length > 0) is { } first ? first.Content ?? $"{Figures.Count(first.Length)} bytes" : "no data";

    private static string Levels(IReadOnlyList<TimelineSegment> segments, string from)
    {
        var levels = segments.Where(segment => segment.From == from).CountBy(segment => segment.Ttl).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).ToList();
        return levels.Count == 0 ? Nothing : levels.Count == 1 ? $"{levels[0]}" : $"{levels[0]}, also {string.Join(", ", levels.Skip(1).Take(3))}";
    }
}
