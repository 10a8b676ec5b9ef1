using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>
/// How much the end in whose name the reset came would still have taken, over time. A window that shrinks is data that its kernel has and its program does not
/// read (RFC 9293, 3.8.6).
/// </summary>
public sealed class ReceiveWindow
{
    private const int Fewest = 3;
    private const int Most = 300;

    private ReceiveWindow(IReadOnlyList<(double Seconds, long Bytes)> steps, double resetAt) => (Steps, ResetAt) = (steps, resetAt);

    /// <summary>Seconds since the flow's first packet, and the window from then on in bytes.</summary>
    public IReadOnlyList<(double Seconds, long Bytes)> Steps { get; }

    /// <summary>Seconds since the flow's first packet.</summary>
    public double ResetAt { get; }

    public long Largest => Steps.Max(step => step.Bytes);

    public long Last => Steps[^1].Bytes;

    /// <summary>The window before the reset, where it had shrunk to half of what it once was or less; null otherwise, and where its scale is not known.</summary>
    public static ReceiveWindow? Of(FlowTimeline timeline, string from)
    {
        if (timeline.Segments.FirstOrDefault(segment => segment.IsTheReset) is not { } reset)
        {
            return null;
        }

        var told = timeline.Segments.TakeWhile(segment => !segment.IsTheReset)
            .Where(segment => segment.From == from && segment.ScaledWindow is not null && !SegmentKinds.HasFlag(segment, "SYN")).ToList();
        if (told.Count < Fewest || told[^1].ScaledWindow > told.Max(segment => segment.ScaledWindow) / 2)
        {
            return null;
        }

        var every = (told.Count + Most - 1) / Most;
        var steps = told.Where((_, index) => index % every == 0 || index == told.Count - 1).Select(segment => (Seconds(segment), segment.ScaledWindow!.Value)).ToList();
        return new ReceiveWindow(steps, Math.Max(Seconds(reset), steps[^1].Item1));
    }

    private static double Seconds(TimelineSegment segment) => Math.Max(0, segment.OffsetNanoseconds / 1e9);
}
