using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A sender retransmitted until its stack gave up. Linux gives up without a word; the peer's next segment then draws a bare RST at the start of the data that was never acknowledged.
/// BSD stacks send RST,ACK as they give up (Linux <c>tcp_write_timeout</c>, <c>tcp_retries2</c>; FreeBSD <c>tcp_drop</c>).
/// </summary>
public sealed class RetransmissionTimeout : Cause
{
    private const int FewestRepetitions = 3;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.Foreign | ResetKinds.AnySide | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape == ResetShape.Refusal || scene.FromSender.LastPayload is null)
        {
            return;
        }

        if (GivenUp(scene) is not { } tries)
        {
            return;
        }

        List<Segment> run = RepetitionsOfUnacknowledged(scene);
        long[] packets = [.. run.Select(s => s.Packet).Take(8), scene.Reset.Packet];
        findings.For(Strong, tries);
        if (Doubles(run))
        {
            findings.For(Medium, new Clue("backoff", "the pauses between the retransmissions grow as a timer's backoff does", packets));
        }

        findings.For(Medium, QuotedErrorClues.Unreachable(scene, scene.Sender) ?? QuotedErrorClues.TooBig(scene, scene.Sender));

        if (scene.Shape == ResetShape.Reply && scene.Reset.SequenceNumber == run[0].SequenceNumber)
        {
            findings.For(Strong, new Clue("reset-at-unacknowledged", $"the reset stands at the start of the data that was never acknowledged, and answers the first packet that came back", run[0].Packet, scene.Reset.Packet));
        }
        else if (scene.Reset.HasAck)
        {
            findings.For(Weak, new Clue("reset-after-retries", $"the reset came {Durations.Text(scene.Reset.Time.SecondsSince(run[^1].Time))} after the last try", run[^1].Packet, scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The path failed for a while. The {scene.Sender.Word()} retransmitted until it gave up, and reset what the {scene.Receiver.Word()} sent later.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep($"Capture at the {scene.Receiver.Word()} as well: it shows in which direction the packets were lost.", $"sudo tcpdump -ni any -s 128 -w {scene.Receiver.Word()}.pcap 'host {scene.Trace.Address(scene.Sender)} and tcp port {scene.Trace.ServerPort}'"),
        Settling.Counter(scene, "TCPTimeouts|TCPAbortOnTimeout|TCPLostRetransmit", "TCPAbortOnTimeout grows when a stack gives up."),
    ];

    /// <summary>The sender repeated its first unacknowledged data in vain before the reset.</summary>
    internal static Clue? GivenUp(ResetScene scene)
    {
        List<Segment> run = RepetitionsOfUnacknowledged(scene);
        return run.Count < FewestRepetitions
            ? null
            : new Clue("retransmission-run", $"the {scene.Sender.Word()} sent the same data {run.Count} times within {Durations.Text(run[^1].Time.SecondsSince(run[0].Time))} and got no acknowledgment", [.. run.Select(s => s.Packet).Take(8), scene.Reset.Packet]);
    }

    /// <summary>All transmissions of the sender's first unacknowledged segment.</summary>
    private static List<Segment> RepetitionsOfUnacknowledged(ResetScene scene)
    {
        // Where the peer was not captured, what it acknowledged stands in the reset that answers it.
        SequenceNumber? unacknowledged = scene.IsOneWay && scene.Shape == ResetShape.Reply ? scene.Reset.SequenceNumber : scene.FromReceiver.Acked;
        var repetitions = new List<Segment>();
        foreach (Segment segment in scene.Before.From(scene.Sender))
        {
            if (segment.HasPayload && segment.SequenceNumber == unacknowledged)
            {
                repetitions.Add(segment);
            }
        }

        return repetitions;
    }

    private static bool Doubles(List<Segment> run)
    {
        int growing = 0;
        for (int i = 2; i < run.Count; i++)
        {
            double before = run[i - 1].Time.SecondsSince(run[i - 2].Time);
            double after = run[i].Time.SecondsSince(run[i - 1].Time);
            growing += after > before * 1.5 ? 1 : 0;
        }

        return growing >= Math.Max(1, (run.Count - 2) / 2);
    }
}
