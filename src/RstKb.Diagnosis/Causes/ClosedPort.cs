using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Evidence;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The SYN reached the host and no socket matched. On the wire: RST,ACK with sequence number 0, window 0 and no options acknowledges the SYN, at
/// the host's own TTL, again for every try (RFC 9293 3.5.2 group 1; Linux <c>tcp_v4_rcv</c>, reason NO_SOCKET).
/// </summary>
public sealed class ClosedPort : Cause
{
    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.ByServer | ResetKinds.AnyPayload;

    public override IEnumerable<Evidence> Examine(ResetScene scene)
    {
        if (StatedClues.For(scene, Slug) is { } stated)
        {
            yield return For(Weak, stated);
        }

        if (scene.Shape != ResetShape.Refusal || !scene.IsFromServer)
        {
            yield break;
        }

        yield return For(Strong, ShapeClues.Shape(scene)!);
        if (TtlClues.Same(scene) is { } same)
        {
            yield return For(Medium, same);
        }

        var service = scene.Context.Services.Of(scene.Trace.ServerAddress, scene.Trace.ServerPort);
        if (service.Answered == 0)
        {
            string tries = service.Refused == 1 ? "the one try" : $"all {service.Refused:N0} tries";
            yield return For(Weak, new Clue("never-answered", $"{scene.Trace.ServerAddress} port {scene.Trace.ServerPort} refused {tries} of this capture", scene.Reset.Packet));
        }
        else
        {
            yield return Against(Weak, new Clue("port-answers", $"the same port answered {service.Answered:N0} other SYNs of this capture", scene.Reset.Packet));
        }

        if (TtlClues.Differs(scene) is { } differs)
        {
            yield return Against(Strong, differs);
        }

        if (TimingClues.FasterThanTheSender(scene) is { } fast)
        {
            yield return Against(Medium, fast);
        }

        if (TtlClues.FromOwnLink(scene) is { } link)
        {
            yield return Against(Medium, link);
        }

        if (ShapeClues.FlowLabelMissing(scene) is { } label)
        {
            yield return Against(Medium, label);
        }

        if (QuotedErrorClues.Prohibited(scene, Side.Client) is { } prohibited)
        {
            yield return Against(Medium, prohibited);
        }

        if (scene.After.Any(s => s.From == Side.Server && s.IsSynAck))
        {
            yield return Against(Strong, new Clue("rst-before-syn-ack", "a SYN-ACK of the same port followed the reset", scene.Reset.Packet));
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
