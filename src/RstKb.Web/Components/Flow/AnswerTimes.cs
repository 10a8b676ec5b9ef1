using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>
/// How soon the end in whose name the reset came answered what was sent to it, and how soon the reset came. What a device on the way sends is from nearer by:
/// it can be sooner than the end itself ever was (Weaver, Sommer, Paxson: Detecting Forged TCP Reset Packets, NDSS 2009).
/// </summary>
public sealed class AnswerTimes
{
    private const int Fewest = 2;
    private const double Apart = 2;

    private AnswerTimes(IReadOnlyList<double> answers, double reset) => (Answers, Reset) = (answers, reset);

    /// <summary>Seconds from a SYN or data to the first segment that acknowledges it, the soonest first.</summary>
    public IReadOnlyList<double> Answers { get; }

    /// <summary>Seconds from what drew the reset, a SYN or data, to the reset.</summary>
    public double Reset { get; }

    public double Soonest => Answers[0];

    public double Latest => Answers[^1];

    /// <summary>The answers before the reset, where there are several and the reset came in half the time of the soonest of them; null otherwise.</summary>
    public static AnswerTimes? Of(FlowTimeline timeline, string from)
    {
        var before = timeline.Segments.TakeWhile(segment => !segment.IsTheReset).ToList();
        if (before.Count == timeline.Segments.Count || before.FindLast(segment => segment.From != from) is not { } drew || Room(drew) == 0)
        {
            return null;
        }

        var answers = Measured(before, timeline.Middle, from).Order().ToList();
        var reset = (timeline.Segments[before.Count].OffsetNanoseconds - drew.OffsetNanoseconds) / 1e9;
        return answers.Count >= Fewest && reset > 0 && reset * Apart <= answers[0] ? new AnswerTimes(answers, reset) : null;
    }

    // The sequence numbers that a segment takes up and that are acknowledged.
    private static uint Room(TimelineSegment segment) => (uint)segment.Length + (SegmentKinds.HasFlag(segment, "SYN") ? 1u : 0u);

    // What is sent again is left out: it is not known which of the two was answered (Karn's algorithm, RFC 6298, 3).
    private static IEnumerable<double> Measured(List<TimelineSegment> segments, TimelineMiddle? middle, string from)
    {
        var open = new Queue<(long At, uint End)>();
        foreach (var (index, segment) in segments.Index())
        {
            if (index == middle?.AfterIndex)
            {
                open.Clear();
            }

            if (segment.From != from)
            {
                if (SegmentKinds.Of(segment) == SegmentKind.Retransmission)
                {
                    open.Clear();
                }
                else if (Room(segment) is > 0 and var length)
                {
                    open.Enqueue((segment.OffsetNanoseconds, unchecked(segment.SequenceNumber + length)));
                }
            }
            else if (segment.AcknowledgmentNumber is { } acknowledged)
            {
                long? at = null;
                while (open.TryPeek(out var sent) && unchecked((int)(acknowledged - sent.End)) >= 0)
                {
                    at = open.Dequeue().At;
                }

                if (at < segment.OffsetNanoseconds)
                {
                    yield return (segment.OffsetNanoseconds - at.Value) / 1e9;
                }
            }
        }
    }
}
