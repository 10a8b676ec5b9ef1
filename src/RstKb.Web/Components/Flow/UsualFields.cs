using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>What an end's packets say beside its resets, in the fields that mostly stay as they are: a packet that says otherwise stands apart.</summary>
public sealed class UsualFields
{
    // One packet has no habit.
    private const int Fewest = 2;

    private readonly int? window;
    private readonly bool? dontFragment;
    private readonly bool? timestamps;
    private readonly bool? acknowledges;

    /// <summary>Looks at the packets of one end.</summary>
    /// <param name="timeline">The flow.</param>
    /// <param name="side"><c>client</c> or <c>server</c>.</param>
    public UsualFields(FlowTimeline timeline, string side)
    {
        var own = timeline.Segments.Where(segment => segment.From == side && !SegmentKinds.HasFlag(segment, "RST")).ToList();
        var opened = own.Where(segment => !SegmentKinds.HasFlag(segment, "SYN")).ToList();
        window = Most(opened, segment => (int?)segment.Window);
        dontFragment = Most(own, segment => segment.DontFragment);
        timestamps = Most(own, segment => (bool?)(segment.TimestampValue is not null));
        acknowledges = Most(opened, segment => (bool?)(segment.AcknowledgmentNumber is not null));
    }

    /// <summary>How a window compares; empty where that end's windows follow no habit.</summary>
    public string Window(TimelineSegment segment) =>
        window is not { } usual || SegmentKinds.HasFlag(segment, "SYN") ? "" : usual == segment.Window ? "as usual" : $"usually {Figures.Count(usual)}";

    /// <summary>How "don't fragment" compares.</summary>
    public string DontFragment(TimelineSegment segment) =>
        dontFragment is not { } usual || segment.DontFragment is not { } set ? "" : usual == set ? "as usual" : usual ? "set on the others" : "not set on the others";

    /// <summary>What is missing among the flags that the others bear.</summary>
    public string Flags(TimelineSegment segment) =>
        acknowledges == true && segment.AcknowledgmentNumber is null && !SegmentKinds.HasFlag(segment, "SYN") ? "ACK set on the others" : "";

    /// <summary>Whether the others carry timestamps, where this packet does otherwise.</summary>
    public string Timestamp(TimelineSegment segment) =>
        timestamps is not { } usual || usual == (segment.TimestampValue is not null) ? "" : usual ? "set on the others" : "none on the others";

    // What more than half of them say; null where there are too few or no such value.
    private static T? Most<T>(List<TimelineSegment> segments, Func<TimelineSegment, T?> value)
        where T : struct
    {
        if (segments.Count < Fewest)
        {
            return null;
        }

        var (most, count) = segments.Select(value).OfType<T>().CountBy(found => found).OrderByDescending(pair => pair.Value).FirstOrDefault();
        return count * 2 > segments.Count ? most : null;
    }
}
