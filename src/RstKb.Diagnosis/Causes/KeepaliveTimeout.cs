using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A host probed a silent peer, got no answer and gave up with one RST. On the wire: segments without data at one below the next sequence number, evenly spaced and unanswered, then
/// RST,ACK out of the socket one interval later (Linux <c>tcp_keepalive_timer</c>, reason TCP_KEEPALIVE_TIMEOUT).
/// </summary>
public sealed class KeepaliveTimeout : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.Foreign | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (!scene.Reset.HasAck || scene.Shape == ResetShape.Refusal || scene.FromSender.Last is not { } last || !IsProbe(last, scene))
        {
            return;
        }

        ExamineProbes(scene, findings);
    }

    private static void ExamineProbes(ResetScene scene, Findings findings)
    {
        List<Segment> probes = UnheardProbes(scene);

        long[] packets = [.. probes.Select(p => p.Packet), scene.Reset.Packet];
        bool answered = scene.Before.Any(s => s.From == scene.Receiver && s.Packet > probes[0].Packet);
        bool deaf = answered && EchoFrozen(scene, probes);
        double? interval = Interval(probes, scene.Reset);
        // Without timestamps nothing says that the answers were lost; that the reset comes when the next probe was due does.
        bool onTime = answered && !deaf && !probes[0].CarriesTimestamps && probes.Count >= FewestOnTime && interval is not null;
        if (answered && !deaf && !onTime)
        {
            findings.Against(Strong, new Clue("probe-answered", $"the {scene.Receiver.Word()} answered a keep-alive probe", packets));
            return;
        }

        string outcome = scene.IsOneWay ? "before it gave up" : deaf ? "whose answers never reached it (its timestamp echo stands still)" : onTime ? "and reset the connection when the next was due, whatever was answered" : "and got no answer";
        findings.For(probes.Count > 1 ? Strong : Medium, new Clue("unanswered-probes", $"the {scene.Sender.Word()} sent {probes.Count} keep-alive {(probes.Count == 1 ? "probe" : "probes")} {outcome}", packets));
        if (interval is { } every)
        {
            findings.For(Strong, new Clue("even-spacing", $"probes and reset follow each other every {Durations.Text(every)}", packets));
        }

        findings.For(Medium, QuotedErrorClues.Unreachable(scene, scene.Sender));
        findings.For(Weak, ShapeClues.Shape(scene));
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()}'s TCP keep-alive got no answer and gave up. The reset is its farewell to a peer that had gone silent.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep($"Find out why the {scene.Receiver.Word()} was silent: capture there. If the probes arrive and are answered, the way back is broken; if they do not arrive, the way there is."),
        Settling.Counter(scene, "TCPKeepAlive|TCPAbortOnTimeout", "Both grow when keep-alives give up."),
    ];

    private const int FewestOnTime = 3;

    /// <summary>The probes after the peer's last sign of life; all of them where the peer answered each and was not heard.</summary>
    private static List<Segment> UnheardProbes(ResetScene scene)
    {
        List<Segment> probes = TrailingProbes(scene);
        long lastSign = scene.FromReceiver.Last?.Packet ?? 0;
        List<Segment> afterwards = probes.FindAll(p => p.Packet > lastSign);
        return afterwards.Count > 0 ? afterwards : probes;
    }

    /// <summary>The sender's last segments before the RST, as far as they are probes.</summary>
    private static List<Segment> TrailingProbes(ResetScene scene)
    {
        var probes = new List<Segment>();
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From != scene.Sender)
            {
                continue;
            }

            if (!IsProbe(segment, scene))
            {
                break;
            }

            probes.Insert(0, segment);
        }

        return probes;
    }

    /// <summary>One byte or none, right below where the RST stands.</summary>
    private static bool IsProbe(Segment segment, ResetScene scene) =>
        segment.PayloadLength <= 1 && !segment.IsSyn && !segment.IsSynAck && !segment.IsFin && !segment.IsRst && segment.SequenceNumber == scene.Reset.SequenceNumber + -1;

    /// <summary>The probes echo one and the same moment although the peer's answers bore later ones; so does the RST where its stack puts timestamps on it.</summary>
    private static bool EchoFrozen(ResetScene scene, List<Segment> probes)
    {
        uint echo = probes[0].Options.TimestampEcho;
        bool peerMoved = scene.FromReceiver.Last is { Options: { HasTimestamps: true } answer } && answer.TimestampValue != echo;
        return probes.Count > 1 && probes.TrueForAll(p => p.Options.HasTimestamps && p.Options.TimestampEcho == echo)
            && (scene.Reset.Options.HasTimestamps ? scene.Reset.Options.TimestampEcho == echo : peerMoved);
    }

    /// <summary>The common distance of probes and RST in seconds, or null where they are not evenly spaced.</summary>
    private static double? Interval(List<Segment> probes, Segment reset)
    {
        double last = reset.Time.SecondsSince(probes[^1].Time);
        for (int i = 1; i < probes.Count; i++)
        {
            double gap = probes[i].Time.SecondsSince(probes[i - 1].Time);
            if (Math.Abs(gap - last) > Math.Max(0.05, last * 0.15))
            {
                return null;
            }
        }

        return probes.Count > 1 && last > 0.1 ? last : null;
    }
}
