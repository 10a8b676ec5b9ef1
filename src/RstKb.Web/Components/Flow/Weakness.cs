using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Flow;

/// <summary>What the capture lacks of one flow, so that its verdict is less sure than it could be.</summary>
/// <param name="Code">The capture's flaw, as in <c>capture.warnings[].code</c>.</param>
/// <param name="Text">A sentence.</param>
public sealed record Weakness(string Code, string Text)
{
    /// <summary>None for a flow that was captured whole.</summary>
    /// <param name="timeline">Null where the packets are not shown: what only they tell is left out then.</param>
    public static IEnumerable<Weakness> Of(ResetReport report, FlowTimeline? timeline)
    {
        if (OfBeginning(report.Reset.Stage, report.ClientKnown) is { } beginning)
        {
            yield return beginning;
        }

        if (timeline is null)
        {
            yield break;
        }

        if (timeline.Middle is null && timeline.Segments.Select(segment => segment.From).Distinct().Count() == 1)
        {
            yield return new Weakness("one-way", "Only one direction of it was captured.");
        }

        // An old connection's ACK alone acknowledges what is not there as well, but leaves no gap.
        if (HasTag(timeline, "TCP ACKed unseen segment") && HasTag(timeline, "TCP Previous segment not captured"))
        {
            yield return new Weakness("drops", "Packets that arrived are missing from the capture: they were acknowledged.");
        }

        if (timeline.Segments.Zip(timeline.Segments.Skip(1)).Any(pair => pair.Second.OffsetNanoseconds < pair.First.OffsetNanoseconds))
        {
            yield return new Weakness("clock", "The capture's clock goes back within it.");
        }
    }

    /// <summary>Whether the connection began before the capture; null where it did not.</summary>
    /// <param name="stage">As in <c>reset.stage</c> of a report.</param>
    /// <param name="clientKnown">As in <c>clientKnown</c> of a report.</param>
    public static Weakness? OfBeginning(string stage, bool clientKnown) => (stage, clientKnown) switch
    {
        ("unseen", _) => new Weakness("mid-stream", "Nothing of this connection before the reset is in the capture."),
        (_, false) => new Weakness("mid-stream", "It began before the capture: its handshake is missing."),
        _ => null,
    };

    private static bool HasTag(FlowTimeline timeline, string tag) => timeline.Segments.Any(segment => segment.Tags.Contains(tag));
}
