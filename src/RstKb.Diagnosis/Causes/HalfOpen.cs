using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// One side lost the connection without telling: reboot, crash, failover, state deleted. On the wire: no FIN, as a rule a pause, then a segment that is answered by a bare RST
/// at its acknowledgment number, at the host's own TTL (RFC 9293 3.5.1, figures 9 and 10; reasons NO_SOCKET and TCP_FLAGS).
/// </summary>
public sealed class HalfOpen : Cause
{
    private const double PauseSeconds = 1;
    private const double UsualTimerSeconds = 55;

    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape != ResetShape.Reply || scene.FromSender.Fin is not null || scene.Reset.From == Side.Client && scene.Trigger is { IsSynAck: true })
        {
            return;
        }

        if (scene.Client.Syn is not null && !scene.HandshakeSeen)
        {
            // A SYN that was answered by a bare ACK: the server still has the connection that the client lost.
            if (scene.Sender == Side.Client && scene.Trigger is { IsPureAck: true } challenge)
            {
                findings.For(Strong, new Clue("ack-answers-syn", $"the SYN was answered by an ACK (packet {challenge.Packet}) with numbers of an older connection", challenge.Packet, scene.Reset.Packet));
            }

            return;
        }

        findings.For(scene.Before.Count > 0 ? Medium : Weak, ShapeClues.Shape(scene));
        if (scene.HandshakeSeen || scene.FromSender.Packets > 0)
        {
            findings.For(Medium, ClosingClues.NoFin(scene));
        }

        findings.For(Weak, TtlClues.Same(scene));

        if (scene.IdleSeconds >= PauseSeconds)
        {
            findings.For(Weak, TimingClues.LongSilence(scene, PauseSeconds));
        }

        if (scene.Trigger is { HasPayload: false } probe && scene.FromReceiver.End is { } end && probe.SequenceNumber == end + -1)
        {
            findings.For(Medium, new Clue("probe-drew-reset", $"what drew the reset is a keep-alive probe, packet {probe.Packet}", probe.Packet));
        }

        if (scene.Before.Count > 0)
        {
            findings.For(Medium, LostOthersToo(scene));
        }

        if (scene.IdleSeconds >= UsualTimerSeconds)
        {
            findings.Against(Weak, TimingClues.LongSilence(scene, UsualTimerSeconds));
        }

        findings.Against(Medium, TtlClues.Differs(scene));
        findings.Against(Strong, ForwardingClues.MadeBetween(scene));
        findings.Against(Medium, TimingClues.FasterThanTheSender(scene));

        if (scene.FromSender.Bytes == 0 && (scene.HandshakeSeen || scene.FromSender.SynAck is not null) && scene.IdleSeconds < PauseSeconds)
        {
            findings.Against(Medium, new Clue("reset-at-start", "the connection was reset right after its start; there was no time to lose it", scene.Reset.Packet));
        }

        // Behind a handshake an ACK proves no life of the program, in mid-flow it does.
        if (scene.FromSender.Bytes > 0 || !scene.HandshakeSeen && scene.HasPayload)
        {
            findings.Against(Medium, TimingClues.SenderSpokeMomentsBefore(scene));
        }

        if (scene.Trigger is null && !scene.IsOneWay && scene.FromSender.End is { } own && scene.Reset.SequenceNumber.IsAfter(own))
        {
            findings.Against(Medium, new Clue("answers-nothing", $"the reset lies {scene.Reset.SequenceNumber.DistanceFrom(own):N0} bytes ahead of everything that the {scene.Sender.Word()} sent: no packet can have acknowledged that and drawn it", scene.Reset.Packet));
        }

        findings.Against(Strong, AftermathClues.SenderWentOn(scene));
    }

    /// <summary>A host that was started again knows none of its connections any more.</summary>
    private static Clue? LostOthersToo(ResetScene scene)
    {
        int others = scene.Context.Endings.CountForgotten(scene.Trace.Address(scene.Sender), scene.Sender == Side.Client, scene.Reset.Time, RebootSeconds, scene.Trace.Flow);
        return others >= FewestOthers
            ? new Clue("lost-others-too", $"{scene.Trace.Address(scene.Sender)} no longer knew {others:N0} other connections within {Durations.Text(RebootSeconds)} either: it was started again, or what keeps its state was", scene.Reset.Packet)
            : null;
    }

    private const double RebootSeconds = 300;
    private const int FewestOthers = 2;

    public override string Tell(ResetScene scene) =>
        $"The {scene.Sender.Word()} no longer knew this connection when {(scene.Trigger is { } trigger ? $"packet {trigger.Packet}" : "another packet")} arrived: it was restarted, crashed, or lost its state without a word.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(scene.Sender, "see whether the host or the service was started again in between.", scene.IsFromServer ? $"uptime -s; ps -o lstart=,cmd= -p {Settling.ProcessOf(scene, scene.Sender)}" : "uptime -s; journalctl --list-boots | tail -2"),
        Settling.KernelReason(scene, "NO_SOCKET, or TCP_FLAGS in state LISTEN, says that the connection was unknown."),
    ];
}
