using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Ladder;

/// <summary>Tells the kind of a segment from its flags and from the tags that Wireshark would give it.</summary>
public static class SegmentKinds
{
    /// <summary>The kind that is drawn. A reset stays a reset whatever its tags; a tag outweighs the flags otherwise.</summary>
    public static SegmentKind Of(TimelineSegment segment)
    {
        if (HasFlag(segment, "RST"))
        {
            return segment.IsTheReset ? SegmentKind.Reset : SegmentKind.LaterReset;
        }

        foreach (var tag in segment.Tags)
        {
            if (OfTag(tag) is { } kind)
            {
                return kind;
            }
        }

        return HasFlag(segment, "SYN") ? SegmentKind.Syn
            : HasFlag(segment, "FIN") ? SegmentKind.Fin
            : segment.Length > 0 ? SegmentKind.Data
            : SegmentKind.Ack;
    }

    /// <summary>Whether the segment bears a flag, by its name in capitals.</summary>
    public static bool HasFlag(TimelineSegment segment, string flag) => segment.Flags.Contains(flag, StringComparison.Ordinal);

    /// <summary>The word on the chip of a kind that has one, or null.</summary>
    public static string? Chip(SegmentKind kind, TimelineSegment segment) => kind switch
    {
        SegmentKind.Retransmission => HasFlag(segment, "SYN") ? "SYN again" : "retransmission",
        SegmentKind.DuplicateAck => "duplicate ACK" + Counted(segment),
        SegmentKind.OutOfOrder => "out of order",
        SegmentKind.KeepAlive => Tagged(segment, "ZeroWindowProbe") ? "window probe" : Tagged(segment, "Keep-Alive ACK") ? "keep-alive answer" : "keep-alive",
        SegmentKind.ZeroWindow => "zero window",
        _ => null,
    };

    private static SegmentKind? OfTag(string tag) => tag switch
    {
        _ when tag.Contains("Retransmission", StringComparison.Ordinal) => SegmentKind.Retransmission,
        _ when tag.Contains("Out-Of-Order", StringComparison.Ordinal) => SegmentKind.OutOfOrder,
        _ when tag.Contains("Dup ACK", StringComparison.Ordinal) => SegmentKind.DuplicateAck,
        _ when tag.Contains("Keep-Alive", StringComparison.Ordinal) => SegmentKind.KeepAlive,
        _ when tag.Contains("ZeroWindowProbe", StringComparison.Ordinal) => SegmentKind.KeepAlive,
        _ when tag.Contains("ZeroWindow", StringComparison.Ordinal) => SegmentKind.ZeroWindow,
        _ => null,
    };

    private static bool Tagged(TimelineSegment segment, string part) => segment.Tags.Any(tag => tag.Contains(part, StringComparison.Ordinal));

    // "TCP Dup ACK 12#1" is the first duplicate of packet 12.
    private static string Counted(TimelineSegment segment)
    {
        var tag = segment.Tags.First(t => t.Contains("Dup ACK", StringComparison.Ordinal));
        var number = tag.LastIndexOf('#');
        return number < 0 ? "" : " " + tag[(number + 1)..];
    }
}
