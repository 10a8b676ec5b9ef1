using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Evidence;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A closed socket was reaped while the peer could still talk: TCP_LINGER2, an orphan past <c>tcp_fin_timeout</c>, or too many orphans. On the wire: a FIN that was acknowledged, then RST,ACK right after it with nothing
/// unread; or data long after the FIN and a bare RST; or RST,ACK on many connections of one host within an instant (Linux <c>tcp_keepalive_timer</c>, <c>tcp_out_of_resources</c>).
/// </summary>
public sealed class FinWait2Orphan : Cause
{
    private const double LongAfterSeconds = 10;
    private const double SameInstantSeconds = 0.01;
    private const int FewestAtOnce = 3;

    /// <summary>Linux's default of <c>tcp_fin_timeout</c>.</summary>
    private const double FinTimeoutSeconds = 60;

    public override IEnumerable<Evidence> Examine(ResetScene scene)
    {
        bool stillSending = scene.FromSender.Bytes > 0 && scene.FromSender.End is { } end && scene.FromReceiver.Acked is { } acked && end.IsAfter(acked);
        if (scene.Shape == ResetShape.Abort && stillSending && AbortedTogether(scene) is { } together)
        {
            yield return For(Strong, together);
            yield return For(Strong, new Clue("orphan-with-data", $"{scene.FromSender.End!.Value.DistanceFrom(scene.FromReceiver.Acked!.Value):N0} bytes of the {scene.Sender.Word()} were still unacknowledged: closed sockets that still send are orphans", scene.Reset.Packet));
        }

        if (scene.FromSender.Fin is not { } fin)
        {
            yield break;
        }

        bool acknowledged = scene.FromReceiver.Acked is { } ack && ack.IsAtOrAfter(fin.End);
        bool acknowledgmentArrived = scene.Reset.Time.SecondsSince(fin.Time) >= (scene.SenderReplySeconds ?? 0) / 2;
        if (scene.Shape == ResetShape.Abort && acknowledged && acknowledgmentArrived && scene.Reset.SequenceNumber == fin.End && scene.FromReceiver.Fin is null)
        {
            yield return For(Strong, new Clue("reset-out-of-fin-wait-2", $"the {scene.Receiver.Word()} had acknowledged the FIN (packet {fin.Packet}), and the {scene.Sender.Word()} reset the half-closed connection {Durations.Text(scene.Reset.Time.SecondsSince(fin.Time))} after it", fin.Packet, scene.Reset.Packet));
            if ((ClosingClues.WindowJump(scene) ?? ClosingClues.ReceiverStillSending(scene)) is { } unread)
            {
                yield return Against(Strong, unread);
            }
            else if (ClosingClues.UnansweredPayload(scene) is { } unanswered)
            {
                yield return Against(Strong, unanswered);
            }
            else
            {
                yield return For(Medium, new Clue("nothing-unread", "there was nothing left to read for it", scene.Reset.Packet));
            }
        }

        if (scene.Shape == ResetShape.Reply && scene.Trigger is { IsPureAck: true } answer && answer.AcknowledgmentNumber == fin.End && scene.FromReceiver.Fin is null
            && scene.Reset.SequenceNumber == fin.End && answer.Packet > fin.Packet)
        {
            yield return For(Strong, new Clue("ack-of-fin-reset", $"packet {answer.Packet} acknowledges the FIN and brings nothing, and yet it drew the reset: TCP_LINGER2 told the kernel not to wait", fin.Packet, answer.Packet, scene.Reset.Packet));
            yield return For(Medium, new Clue("nothing-unread", "there was nothing left to read for it", scene.Reset.Packet));
        }

        if (scene.Shape == ResetShape.Reply && acknowledged && scene.Trigger is { } trigger && trigger.Time.SecondsSince(fin.Time) is var late && late >= LongAfterSeconds)
        {
            yield return For(late >= FinTimeoutSeconds * 0.9 ? Strong : Medium, new Clue("long-after-fin", $"{Durations.Text(late)} lie between the FIN and packet {trigger.Packet}; Linux keeps a closed socket for 60 s", fin.Packet, trigger.Packet, scene.Reset.Packet));
            yield return For(Strong, new Clue("orphan-answered", "the half-closed end was gone or a remnant when the data came", fin.Packet, scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()} had closed its socket, and its kernel did not keep the half-closed rest any longer.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Counter(scene, "TCPAbortOnMemory|TCPAbortOnLinger|TWKilled", "TCPAbortOnMemory counts orphans that were too many, TCPAbortOnLinger counts TCP_LINGER2."),
        Settling.Look(scene.Sender, "see the limits and the number of orphans.", "cat /proc/net/sockstat; sysctl net.ipv4.tcp_fin_timeout net.ipv4.tcp_max_orphans; dmesg | grep -i orphan"),
    ];

    private static Clue? AbortedTogether(ResetScene scene)
    {
        NetworkAddress host = scene.Trace.Address(scene.Sender);
        bool bySenderAsClient = scene.Sender == Side.Client;
        int others = scene.Context.Endings.Around(host, scene.Reset.Time, SameInstantSeconds, scene.Trace.Flow)
            .Count(e => e.IsReset && e.ByClient == bySenderAsClient && (scene.Context.Flow(e.Flow).ResetFlags & TcpFlags.Ack) != 0 && scene.Context.Flow(e.Flow).BytesBeforeReset > 0);
        return others >= FewestAtOnce - 1
            ? new Clue("aborted-together", $"{host} aborted {others + 1} connections within {Durations.Text(SameInstantSeconds)} of each other", scene.Reset.Packet)
            : null;
    }
}
