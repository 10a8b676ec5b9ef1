using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A packet filter refuses with a reset (<c>reject with tcp reset</c>, <c>nf_send_reset</c>). On the wire: the bytes of a closed port or of an unknown connection,
/// one reset for each rejected packet, at the filter's TTL and from its distance; the rejected packet is not forwarded, so the other end never answers it.
/// </summary>
public sealed class FirewallReject : Cause
{
    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape is not (ResetShape.Refusal or ResetShape.Reply))
        {
            return;
        }

        bool refusesSyn = scene.Shape == ResetShape.Refusal && scene.IsFromServer;
        if (!refusesSyn && scene.Trigger is null && !scene.IsOneWay)
        {
            return;
        }

        findings.For(refusesSyn ? Medium : Weak, ShapeClues.Shape(scene));
        if (TtlClues.Differs(scene) is { } differs && !(scene.Sender == Side.Client && !scene.HasPayload))
        {
            findings.For(Strong, differs);
        }

        findings.For(Strong, ForwardingClues.MadeBetween(scene));
        findings.For(Medium, TimingClues.FasterThanTheSender(scene));
        findings.For(Strong, TtlClues.FromOwnLink(scene));
        findings.For(Strong, ShapeClues.FlowLabelMissing(scene));
        findings.For(Strong, QuotedErrorClues.Prohibited(scene, scene.Receiver));

        if (!refusesSyn)
        {
            InTheMiddle(scene, findings);
        }

        if (refusesSyn && scene.After.From(Side.Server).Any(s => s.IsSynAck))
        {
            findings.Against(Strong, new Clue("rst-before-syn-ack", "a SYN-ACK of the same port followed the reset", scene.Reset.Packet));
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

    private static void InTheMiddle(ResetScene scene, Findings findings)
    {
        if (AftermathClues.SenderWentOn(scene) is { } alive)
        {
            findings.Against(Strong, alive);
        }
        else if (Aftermath.SenderWentOn(scene).First() is { } later && scene.Trigger is { HasPayload: true } trigger && Acceptance.Of(scene) == "exact" && scene.HandshakeComplete && scene.FromSender.Fin is null)
        {
            findings.For(Strong, new Clue("trigger-swallowed", $"the {scene.Sender.Word()} spoke again in packet {later.Packet} without having received packet {trigger.Packet}: it was not passed on", trigger.Packet, scene.Reset.Packet, later.Packet));
        }

        Clue? moments = scene.FromSender is { Bytes: > 0, Fin: null } ? TimingClues.SenderSpokeMomentsBefore(scene) : null;

        // A rule takes effect between two packets.
        findings.For(Medium, moments);

        if (scene.IsOneWay && scene.FromSender.End is { } end && scene.Reset.SequenceNumber.IsAfter(end))
        {
            findings.Against(Strong, new Clue("number-ahead", $"the reset lies {scene.Reset.SequenceNumber.DistanceFrom(end):N0} bytes ahead of everything that the {scene.Sender.Word()} sent; a packet filter repeats a number that was acknowledged", scene.Reset.Packet));
        }

        if (ForwardingClues.MadeBetween(scene) is null)
        {
            // The host's own filter has the host's TTL.
            findings.Against(moments is null ? Medium : Weak, TtlClues.Same(scene));
        }

        findings.Against(Medium, ClosingClues.SenderClosedBefore(scene));
    }
}
