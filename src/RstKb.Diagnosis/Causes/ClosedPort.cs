using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The SYN reached the host and no socket matched. On the wire: RST,ACK with sequence number 0, window 0 and no options acknowledges the SYN, at
/// the host's own TTL, again for every try (RFC 9293 3.5.2 group 1; Linux <c>tcp_v4_rcv</c>, reason NO_SOCKET).
/// </summary>
public sealed class ClosedPort : Cause
{
    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.ByServer | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape != ResetShape.Refusal || !scene.IsFromServer)
        {
            return;
        }

        findings.For(Strong, ShapeClues.Shape(scene));
        findings.For(Medium, TtlClues.Same(scene));

        var service = scene.Service;
        if (service.Answered == 0)
        {
            findings.For(Weak, new Clue("never-answered", $"{scene.Trace.ServerAddress} port {scene.Trace.ServerPort} refused {(service.Refused == 1 ? "the one try" : $"all {service.Refused:N0} tries")} of this capture", scene.Reset.Packet));
        }
        else
        {
            findings.Against(Weak, new Clue("port-answers", $"the same port answered {service.Answered:N0} other SYNs of this capture", scene.Reset.Packet));
        }

        findings.Against(Strong, TtlClues.Differs(scene));
        findings.Against(Medium, TimingClues.FasterThanTheSender(scene));
        findings.Against(Medium, TtlClues.FromOwnLink(scene));
        findings.Against(Medium, ShapeClues.FlowLabelMissing(scene));
        findings.Against(Medium, QuotedErrorClues.Prohibited(scene, Side.Client));

        if (scene.After.From(Side.Server).Any(s => s.IsSynAck))
        {
            findings.Against(Strong, new Clue("rst-before-syn-ack", "a SYN-ACK of the same port followed the reset", scene.Reset.Packet));
        }
    }

    public override string Tell(ResetScene scene) =>
        $"Nothing listens on {scene.Trace.ServerAddress} port {scene.Trace.ServerPort}. The host is up and its kernel refused the SYN.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "see whether something listens, and on which address.", $"ss -ltnp 'sport = :{scene.Trace.ServerPort}'"),
        Settling.KernelReason(scene, "NO_SOCKET says that the port is closed; no line at all says that a packet filter refused."),
    ];
}
