using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The application closed its socket while received data lay unread, so the kernel must signal the loss. On the wire: RST,ACK out of the socket, no FIN before
/// it, the peer's last payload received and unanswered; the window in the RST may be larger than before, because the queue was purged first
/// (RFC 9293 3.6.1, RFC 2525 2.17; Linux <c>__tcp_close</c>, reason TCP_ABORT_ON_CLOSE).
/// </summary>
public sealed class CloseWithUnreadData : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        Clue? jump = WindowClues.Jump(scene);
        if (scene.Shape != ResetShape.Abort || jump is null && scene.FromReceiver.LastPayload is null && !scene.Heard.HasPayload)
        {
            return;
        }

        findings.For(Weak, ShapeClues.Shape(scene));
        findings.For(Strong, jump);
        Clue? sending = ClosingClues.ReceiverStillSending(scene);
        Clue? unanswered = ClosingClues.UnansweredPayload(scene);

        // A program that read it and then aborted on purpose leaves the same packets, but for a window that grew or a peer cut off in its speech (which one direction cannot show).
        bool certain = jump is not null || sending is not null || scene.IsOneWay;
        findings.For(certain ? Strong : ClosingClues.AnswerArrived(scene) is null ? Medium : Weak, unanswered);
        findings.For(Medium, sending);

        if (scene.IsFromServer)
        {
            findings.For(Strong, ClosingClues.RequestIncomplete(scene));
        }

        Clue? intoStream = ClosingClues.SpokeIntoAStream(scene);
        findings.For(Medium, intoStream);

        if (jump is null && unanswered is null && sending is null && intoStream is null && scene.FromSender.LastPayload is { } answer)
        {
            findings.Against(Medium, new Clue("payload-answered", $"the last payload is the {scene.Sender.Word()}'s own, packet {answer.Packet}: what it had received, it seems to have read", answer.Packet, scene.Reset.Packet));
        }

        if (ClosingClues.ServerStreaming(scene) is { } streaming && scene.Sender == Side.Client)
        {
            // The mechanism is the same; what the reader wants to know is that the client gave up.
            findings.Against(Medium, streaming);
        }

        findings.Against(WindowClues.WorthOfUnchanged(scene), WindowClues.Unchanged(scene));

        if (jump is null)
        {
            findings.Against(Medium, ClosingClues.SenderClosedBefore(scene));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()}'s application closed its socket while data from the {scene.Receiver.Word()} still lay unread. Its kernel answers that with a reset instead of a FIN.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Counter(scene, "TCPAbortOnClose|TCPAbortOnData", "TCPAbortOnClose counts closes with unread data, TCPAbortOnData counts SO_LINGER 0."),
        Settling.KernelReason(scene, "TCP_ABORT_ON_CLOSE says unread data, TCP_STATE says SO_LINGER 0."),
    ];
}
