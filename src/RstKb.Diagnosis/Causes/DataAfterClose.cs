using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// One side had closed and more data arrived for it. On the wire: its FIN, then payload from the other side, then a bare RST at the FIN's number or right after it
/// (RFC 9293 3.6.1; Linux <c>tcp_rcv_state_process</c>, reasons TCP_ABORT_ON_DATA and TCP_TIMEWAIT_SOCKET).
/// </summary>
public sealed class DataAfterClose : Cause
{
    private const double LongAfterSeconds = 10;

    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape != ResetShape.Reply || scene.FromSender.Fin is not { } fin || scene.Trigger is { HasPayload: false, IsFin: false })
        {
            return;
        }

        int offset = scene.Reset.SequenceNumber.DistanceFrom(fin.End);
        if (offset is 0 or -1)
        {
            findings.For(scene.IsOneWay ? Strong : Medium, new Clue("reset-at-fin", offset == 0 ? $"the reset stands right after the {scene.Sender.Word()}'s FIN (packet {fin.Packet})" : $"the reset stands at the {scene.Sender.Word()}'s FIN (packet {fin.Packet}), which the packet that drew it had not seen", fin.Packet, scene.Reset.Packet));
        }
        else if (offset < -1 && scene.Trigger is { HasPayload: true } under && under.Packet < fin.Packet && under.AcknowledgmentNumber == scene.Reset.SequenceNumber)
        {
            // In flight when the FIN was sent, so it acknowledges neither the FIN nor the last words before it.
            findings.For(Strong, new Clue("payload-under-way", $"packet {under.Packet} was under way when the {scene.Sender.Word()} closed with packet {fin.Packet}; the reset answers it", under.Packet, fin.Packet, scene.Reset.Packet));
        }

        if (scene.IsOneWay)
        {
            findings.For(Medium, new Clue("answer-after-close", $"a reset without ACK answers a packet: something came for the {scene.Sender.Word()} after it had closed", scene.Reset.Packet));
        }

        if (scene.IsOneWay && offset == -1)
        {
            findings.For(Medium, new Clue("crossed-the-fin", $"what drew the reset had not seen the FIN, and an ACK alone draws none: it brought payload", fin.Packet, scene.Reset.Packet));
        }

        if (scene.Trigger is { HasPayload: true } trigger && trigger.Packet > fin.Packet)
        {
            findings.For(Strong, new Clue("payload-after-fin", $"packet {trigger.Packet} brought {trigger.PayloadLength:N0} bytes to the {scene.Sender.Word()} {Durations.Text(trigger.Time.SecondsSince(fin.Time))} after its FIN", fin.Packet, trigger.Packet, scene.Reset.Packet));
            if (trigger.Time.SecondsSince(fin.Time) > LongAfterSeconds)
            {
                findings.Against(Weak, new Clue("long-after-fin", $"{Durations.Text(trigger.Time.SecondsSince(fin.Time))} lie between the FIN and the payload", fin.Packet, trigger.Packet));
            }
        }

        findings.Against(Weak, TtlClues.Differs(scene));
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()} had already closed the connection, and more data from the {scene.Receiver.Word()} arrived. A closed socket answers data with a reset.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.KernelReason(scene, "TCP_ABORT_ON_DATA or TCP_TIMEWAIT_SOCKET says data after close."),
        Settling.Look(scene.Receiver, "see whether the application ignores the end of the stream (a read that returned 0).", $"sudo strace -f -tt -e trace=network,read,write,close -p {Settling.ProcessOf(scene, scene.Receiver)}"),
    ];
}
