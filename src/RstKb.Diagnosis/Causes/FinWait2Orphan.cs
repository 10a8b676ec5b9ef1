using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
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
    private const double BackToBackSeconds = 0.001;
    private const double SameRushSeconds = 0.1;
    private const int FewestAtOnce = 3;

    /// <summary>Bytes under way that can hold a FIN back; with fewer, <c>tcp_close</c> would have sent it at once (initial window of RFC 6928, in the smaller segments of a tunnel).</summary>
    private const int FewestUnderWay = 10_000;

    /// <summary>Linux's default of <c>tcp_fin_timeout</c>.</summary>
    private const double FinTimeoutSeconds = 60;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        bool windowClosed = scene.FromSender.Bytes > 0 && scene.FromReceiver.LastScaled is { Window: 0 };
        bool stillSending = windowClosed || scene.FromSender.Bytes > 0 && scene.FromSender.End is { } end
            && (scene.FromReceiver.Acked is { } acked ? end.DistanceFrom(acked) >= FewestUnderWay : !scene.IsOneWay);
        if (scene.Shape == ResetShape.Abort && stillSending && AbortedTogether(scene) is { } together)
        {
            findings.For(Strong, together);
            findings.For(Strong, windowClosed && scene.FromSender.End == scene.FromReceiver.Acked
                ? new Clue("orphan-with-data", $"the {scene.Receiver.Word()}'s window was closed, so the {scene.Sender.Word()} could not have sent all it had: closed sockets with data left are orphans", scene.FromReceiver.LastScaled!.Packet, scene.Reset.Packet)
                : new Clue("orphan-with-data", $"{(scene.FromReceiver.Acked is { } known ? scene.FromSender.End!.Value.DistanceFrom(known) : scene.FromSender.Bytes):N0} bytes of the {scene.Sender.Word()} were still unacknowledged: closed sockets that still send are orphans", scene.Reset.Packet));
            if (WindowClues.Jump(scene) is { } purged)
            {
                // tcp_close looks for unread data before it counts orphans, and resets for it.
                findings.Against(Strong, purged);
            }
        }

        if (FinAndResetWhileOthersWereAborted(scene) is { } back)
        {
            findings.For(Strong, back);
            findings.For(Strong, new Clue("fin-then-reset-of-one-socket", $"the {scene.Sender.Word()} sent FIN and reset in one breath: its kernel found no room for one more closed socket", scene.FromSender.Fin!.Packet, scene.Reset.Packet));
        }

        if (scene.FromSender.Fin is not { } fin)
        {
            return;
        }

        bool acknowledged = scene.FromReceiver.Acked is { } ack && ack.IsAtOrAfter(fin.End) || scene.IsOneWay && scene.Shape == ResetShape.Reply && scene.Reset.SequenceNumber == fin.End;
        bool acknowledgmentArrived = scene.Reset.Time.SecondsSince(fin.Time) >= (scene.SenderReplySeconds ?? 0) / 2;
        if (scene.Shape == ResetShape.Abort && acknowledged && acknowledgmentArrived && scene.Reset.SequenceNumber == fin.End && scene.FromReceiver.Fin is null)
        {
            // TCP_LINGER2 and SO_LINGER zero both reset here once the program closes what it had only shut down.
            findings.For(Medium, new Clue("reset-out-of-fin-wait-2", $"the {scene.Receiver.Word()} had acknowledged the FIN (packet {fin.Packet}), and the {scene.Sender.Word()} reset the half-closed connection {Durations.Text(scene.Reset.Time.SecondsSince(fin.Time))} after it", fin.Packet, scene.Reset.Packet));
            if ((WindowClues.Jump(scene) ?? ClosingClues.ReceiverStillSending(scene)) is { } unread)
            {
                findings.Against(Strong, unread);
            }
            else if (ClosingClues.UnansweredPayload(scene) is { } unanswered)
            {
                findings.Against(Strong, unanswered);
            }
            else
            {
                findings.For(Medium, new Clue("nothing-unread", "there was nothing left to read for it", scene.Reset.Packet));
            }
        }

        if (scene.Shape == ResetShape.Reply && scene.Trigger is { IsPureAck: true } answer && answer.AcknowledgmentNumber == fin.End && scene.FromReceiver.Fin is null
            && scene.Reset.SequenceNumber == fin.End && answer.Packet > fin.Packet && IsFirstToAcknowledge(scene, fin, answer))
        {
            findings.For(Strong, new Clue("ack-of-fin-reset", $"packet {answer.Packet} acknowledges the FIN and brings nothing, and yet it drew the reset: TCP_LINGER2 told the kernel not to wait", fin.Packet, answer.Packet, scene.Reset.Packet));
            findings.For(Medium, new Clue("nothing-unread", "there was nothing left to read for it", scene.Reset.Packet));
        }

        Segment? late = scene.IsOneWay ? scene.Reset : scene.Trigger;
        if (scene.Shape == ResetShape.Reply && acknowledged && late is not null && late.Time.SecondsSince(fin.Time) is var wait && wait >= LongAfterSeconds)
        {
            findings.For(wait >= FinTimeoutSeconds * 0.9 ? Strong : Medium, new Clue("long-after-fin", $"{Durations.Text(wait)} lie between the FIN and packet {late.Packet}; Linux keeps a closed socket for 60 s", fin.Packet, late.Packet, scene.Reset.Packet));
            findings.For(Strong, new Clue("orphan-answered", "the half-closed end was gone or a remnant when the data came", fin.Packet, scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) => AbortedTogether(scene) is not null || FinAndResetWhileOthersWereAborted(scene) is not null
        ? $"The {scene.Sender.Word()}'s program had closed many connections that still had data to send. Its kernel keeps only so many of those (or had no memory left for them) and reset the rest."
        : $"The {scene.Sender.Word()} had closed its socket, and its kernel did not keep the half-closed rest any longer.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Counter(scene, "TCPAbortOnMemory|TCPAbortOnLinger|TWKilled", "TCPAbortOnMemory counts orphans that were too many, TCPAbortOnLinger counts TCP_LINGER2."),
        Settling.Look(scene.Sender, "see the limits and the number of orphans.", "cat /proc/net/sockstat; sysctl net.ipv4.tcp_fin_timeout net.ipv4.tcp_max_orphans; dmesg | grep -i orphan"),
    ];

    /// <summary>An earlier acknowledgment of the FIN drew no reset, so the socket was kept then, and what drew one later came from elsewhere.</summary>
    private static bool IsFirstToAcknowledge(ResetScene scene, Segment fin, Segment answer) =>
        !scene.Before.Any(s => s.From == scene.Receiver && s.Packet < answer.Packet && s.HasAck && s.AcknowledgmentNumber.IsAtOrAfter(fin.End));

    private static Clue? AbortedTogether(ResetScene scene)
    {
        int others = OthersAborted(scene, SameInstantSeconds);
        return others >= FewestAtOnce - 1
            ? new Clue("aborted-together", $"{scene.Trace.Address(scene.Sender)} aborted {others + 1} connections within {Durations.Text(SameInstantSeconds)} of each other", scene.Reset.Packet)
            : null;
    }

    /// <summary>
    /// FIN and RST,ACK of one socket back to back, while the same host aborted others that still had data to send: <c>tcp_close</c> sends the FIN and then finds too many orphans
    /// (<c>tcp_check_oom</c>).
    /// </summary>
    internal static Clue? FinAndResetWhileOthersWereAborted(ResetScene scene)
    {
        if (scene.Shape != ResetShape.Abort || scene.FromSender.Fin is not { } fin || scene.Reset.SequenceNumber != fin.End || scene.Reset.Time.SecondsSince(fin.Time) > BackToBackSeconds
            || OthersAborted(scene, SameRushSeconds) is var others && others < FewestAtOnce)
        {
            return null;
        }

        return new Clue("aborted-in-one-rush", $"{scene.Trace.Address(scene.Sender)} aborted {others:N0} other connections within {Durations.Text(SameRushSeconds)} of it, with data still to send", scene.Reset.Packet);
    }

    /// <summary>Other connections that the host aborted out of their sockets while its data on them was under way, without a FIN.</summary>
    private static int OthersAborted(ResetScene scene, double seconds)
    {
        bool bySenderAsClient = scene.Sender == Side.Client;
        int count = 0;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.Address(scene.Sender), scene.Reset.Time, seconds, scene.Trace.Flow))
        {
            ref readonly FlowRecord record = ref scene.Context.Flow(ending.Flow);
            count += ending.IsReset && ending.ByClient == bySenderAsClient && (record.ResetFlags & TcpFlags.Ack) != 0 && !record.FinBeforeReset
                && (record.ResetFromLow ? record.Low : record.High).Bytes > 0 ? 1 : 0;
        }

        return count;
    }
}
