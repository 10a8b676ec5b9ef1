using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Evidence;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A packet filter refuses with a reset (<c>reject with tcp reset</c>, <c>nf_send_reset</c>). On the wire: the bytes of a closed port or of an unknown connection,
/// one reset for each rejected packet, at the filter's TTL and from its distance; the rejected packet is not forwarded, so the other end never answers it.
/// </summary>
public sealed class FirewallReject : Cause
{
    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override IEnumerable<Evidence> Examine(ResetScene scene)
    {
        if (StatedClues.For(scene, Slug) is { } stated)
        {
            yield return For(Weak, stated);
        }

        if (scene.Shape is not (ResetShape.Refusal or ResetShape.Reply))
        {
            yield break;
        }

        bool refusesSyn = scene.Shape == ResetShape.Refusal && scene.IsFromServer;
        if (!refusesSyn && scene.Trigger is null && !scene.IsOneWay)
        {
            yield break;
        }

        yield return For(refusesSyn ? Medium : Weak, ShapeClues.Shape(scene)!);
        if (TtlClues.Differs(scene) is { } differs && !(scene.Sender == Side.Client && !scene.HasPayload))
        {
            yield return For(Strong, differs);
        }

        if (TimingClues.FasterThanTheSender(scene) is { } fast)
        {
            yield return For(Medium, fast);
        }

        if (TtlClues.FromOwnLink(scene) is { } link)
        {
            yield return For(Strong, link);
        }

        if (ShapeClues.FlowLabelMissing(scene) is { } label)
        {
            yield return For(Strong, label);
        }

        if (QuotedErrorClues.Prohibited(scene, scene.Receiver) is { } prohibited)
        {
            yield return For(Strong, prohibited);
        }

        if (!refusesSyn)
        {
            foreach (Evidence evidence in InTheMiddle(scene))
            {
                yield return evidence;
            }
        }

        if (scene.After.Any(s => s.From == Side.Server && s.IsSynAck) && refusesSyn)
        {
            yield return Against(Strong, new Clue("rst-before-syn-ack", "a SYN-ACK of the same port followed the reset", scene.Reset.Packet));
        }
    }

    public override string Tell(ResetScene scene) => SenderIn(scene) == SentBy.Middlebox
        ? $"A packet filter between the ends refused {What(scene)} with a reset. The packet was not passed on."
        : $"A packet filter refused {What(scene)} with a reset, on the {scene.Sender.Word()} itself or close to it.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("Look at the counters of the reject rules on the firewalls of the path, and on the server itself.", "sudo nft list ruleset -a | grep -i 'reject'"),
        Settling.CaptureAtSender(scene),
    ];

    private static string What(ResetScene scene) => scene.Shape == ResetShape.Refusal ? "the SYN" : scene.Trigger is { } trigger ? $"packet {trigger.Packet}" : "a packet";

    private static IEnumerable<Evidence> InTheMiddle(ResetScene scene)
    {
        if (AftermathClues.SenderWentOn(scene) is { } alive)
        {
            yield return Against(Strong, alive);
        }
        else if (Aftermath.SenderWentOn(scene).FirstOrDefault() is { Packet: > 0 } later && scene.Trigger is { HasPayload: true } trigger && Acceptance.Of(scene) == "exact" && scene.HandshakeComplete && scene.FromSender.Fin is null)
        {
            yield return For(Strong, new Clue("trigger-swallowed", $"the {scene.Sender.Word()} spoke again in packet {later.Packet} without having received packet {trigger.Packet}: it was not passed on", trigger.Packet, scene.Reset.Packet, later.Packet));
        }

        Clue? moments = scene.FromSender is { Bytes: > 0, Fin: null } ? TimingClues.SenderSpokeMomentsBefore(scene) : null;
        if (moments is not null)
        {
            // A rule takes effect between two packets.
            yield return For(Medium, moments);
        }

        if (scene.IsOneWay && scene.FromSender.End is { } end && scene.Reset.SequenceNumber.IsAfter(end))
        {
            yield return Against(Strong, new Clue("number-ahead", $"the reset lies {scene.Reset.SequenceNumber.DistanceFrom(end):N0} bytes ahead of everything that the {scene.Sender.Word()} sent; a packet filter repeats a number that was acknowledged", scene.Reset.Packet));
        }

        if (TtlClues.Same(scene) is { } same)
        {
            // The host's own filter has the host's TTL.
            yield return Against(moments is null ? Medium : Weak, same);
        }

        if (scene.FromSender.Fin is not null && ClosingClues.SenderClosedBefore(scene) is { } closed)
        {
            yield return Against(Medium, closed);
        }
    }
}
