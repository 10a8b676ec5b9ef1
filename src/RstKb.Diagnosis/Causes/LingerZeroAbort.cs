using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The application asked for an abortive close: SO_LINGER with zero timeout. On the wire: RST,ACK out of the socket instead of a FIN, at a message's end, with
/// nothing unread and the window as it was (Linux <c>__tcp_close</c>, <c>tcp_disconnect</c>, reason TCP_STATE, counter TCPAbortOnData).
/// </summary>
public sealed class LingerZeroAbort : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape != ResetShape.Abort)
        {
            return;
        }

        findings.For(Medium, ShapeClues.Shape(scene));
        Clue? unanswered = ClosingClues.UnansweredPayload(scene);
        Clue? arrived = ClosingClues.AnswerArrived(scene);
        if (arrived is not null)
        {
            findings.For(Weak, arrived);
        }
        else if (unanswered is not null)
        {
            findings.Against(WindowClues.Jump(scene) is null && ClosingClues.ReceiverStillSending(scene) is null ? Weak : Medium, unanswered);
        }
        else if (scene.FromSender.LastPayload is { } own && ClosingClues.ReceiverStillSending(scene) is null && ClosingClues.SpokeIntoAStream(scene) is null)
        {
            findings.For(scene.HandshakeSeen ? Medium : Weak, new Clue("payload-answered", $"the last payload is the {scene.Sender.Word()}'s own, packet {own.Packet}: what it had received, it seems to have read", own.Packet, scene.Reset.Packet));
        }

        if (WindowClues.Jump(scene) is { } jump)
        {
            findings.Against(Strong, jump);
        }
        else if (WindowClues.Unchanged(scene) is { } unchanged)
        {
            findings.For(WindowClues.WorthOfUnchanged(scene), unchanged);
        }

        findings.Against(Strong, RetransmissionTimeout.GivenUp(scene));

        if (IdleTimeoutMiddlebox.AtExpiry(scene) is { } expiry && IdleTimers.MatchAtExpiry(scene.IdleSeconds).Count > 0)
        {
            findings.Against(Medium, expiry);
        }

        findings.Against(Medium, AdminKill.AbortedOutOfSilenceTogether(scene));

        if (unanswered is null || arrived is not null)
        {
            findings.For(Medium, HabitClues.AbortsAsARule(scene));
        }

        if (scene.FromSender.Fin is null)
        {
            findings.For(Weak, ClosingClues.NoFin(scene));
        }
        else if (ClosingClues.SenderClosedBefore(scene) is { } closed)
        {
            findings.Against(Weak, closed);
        }

        if (Unacknowledged(scene) is { } bytes && bytes > 0 && scene.FromSender.Fin is null && ClosingClues.SpokeIntoAStream(scene) is null)
        {
            findings.For(Weak, new Clue("own-data-discarded", $"{bytes:N0} bytes of the {scene.Sender.Word()} were not acknowledged yet; an orderly close would have waited for them", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()}'s application aborted the connection on purpose, as SO_LINGER with zero timeout does: a reset instead of a FIN.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Counter(scene, "TCPAbortOnData|TCPAbortOnClose", "TCPAbortOnData counts SO_LINGER 0, TCPAbortOnClose counts closes with unread data."),
        Settling.Look(scene.Sender, "see whether the process sets SO_LINGER.", $"sudo strace -f -e trace=setsockopt,close -p {Settling.ProcessOf(scene, scene.Sender)} 2>&1 | grep -A3 LINGER"),
    ];

    private static int? Unacknowledged(ResetScene scene) =>
        scene.FromSender.End is { } end && scene.FromReceiver.Acked is { } acked && scene.FromSender.Bytes > 0 ? end.DistanceFrom(acked) : null;
}
