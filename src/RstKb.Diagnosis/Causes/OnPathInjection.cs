using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A device on the path reads a trigger and forges resets in an end's name. On the wire: the RST arrives sooner than the alleged sender can
/// answer, at another TTL, without the options of the flow, often several with guessed numbers, and the alleged sender goes on as if nothing
/// had happened (Weaver, Sommer, Paxson, NDSS 2009; Wang et al., IMC 2017).
/// </summary>
public sealed class OnPathInjection : Cause
{
    public override void Examine(ResetScene scene, Findings findings)
    {
        if (AftermathClues.SenderWentOn(scene) is { } alive)
        {
            // A reset that missed its number ended nothing, so going on after it is no wonder.
            bool repeatsANumber = scene.Shape == ResetShape.Reply && scene.Trigger is not null && Acceptance.Of(scene) != "exact";
            findings.For(Acceptance.Of(scene) == "exact" ? Strong : Weak, alive);
            if (repeatsANumber)
            {
                findings.Against(Medium, ShapeClues.Shape(scene));
            }
        }

        if (SynAckAfterReset(scene) is { } synAck)
        {
            findings.For(Strong, new Clue("rst-before-syn-ack", $"the reset came before the server's SYN-ACK, which followed in packet {synAck.Packet}", scene.Reset.Packet, synAck.Packet));
            findings.For(Medium, new Clue("port-is-open", $"the port is open: it answered the same SYN in packet {synAck.Packet}", synAck.Packet));
        }

        findings.For(Strong, BurstClues.Burst(scene));
        findings.For(Strong, TimingClues.FasterThanTheSender(scene));

        if (TtlClues.Differs(scene) is { } ttl && !IsRawSocketScan(scene))
        {
            findings.For(Math.Abs(TtlClues.Difference(scene)!.Value) > 1 ? Medium : Weak, ttl);
        }

        findings.For(scene.FromSender.IsLinux ? Medium : Weak, ShapeClues.WithoutTimestamps(scene));
        findings.For(Medium, ShapeClues.OddWindow(scene));
        findings.For(Weak, ShapeClues.IdentificationOff(scene));
        findings.For(Medium, HabitClues.OtherCard(scene));
        findings.For(Medium, HabitClues.OffTheClock(scene));
        findings.For(Weak, HabitClues.IdentificationBreaksHabit(scene));

        if (FirstRequest(scene) is { } request)
        {
            findings.For(Weak, request);
            findings.For(Weak, OthersWereServed(scene));
        }

        SpeaksForAnEnd(scene, findings);
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Middlebox;

    public override string Tell(ResetScene scene) =>
        $"A device between the two ends sent this reset in the {scene.Sender.Word()}'s name. The {scene.Sender.Word()} itself did not close the connection.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.CaptureAtSender(scene),
        new NextStep(
            "See whether something on the path answers before the server does: a hop that replies with a small TTL is the device.",
            $"sudo tcptraceroute -q 1 {scene.Trace.ServerAddress} {scene.Trace.ServerPort}"),
    ];

    private static void SpeaksForAnEnd(ResetScene scene, Findings findings)
    {
        bool sameDistance = TtlClues.Difference(scene) is 0;
        if (scene.Shape == ResetShape.Abort && sameDistance)
        {
            findings.Against(Strong, ShapeClues.IdentificationContinues(scene));
        }

        bool quietAfterwards = !Aftermath.SenderWentOn(scene).Any();
        if (scene.Shape is ResetShape.Reply or ResetShape.Refusal && sameDistance && quietAfterwards)
        {
            findings.Against(Medium, TtlClues.Same(scene));
        }

        findings.Against(Medium, ClosingClues.SenderClosedBefore(scene));
    }

    private static Segment? SynAckAfterReset(ResetScene scene)
    {
        if (!scene.IsFromServer || scene.Server.SynAck is not null || scene.Client.Syn is not { } syn)
        {
            return null;
        }

        foreach (Segment segment in scene.After)
        {
            if (segment.From == Side.Server && segment.IsSynAck && segment.AcknowledgmentNumber == syn.End)
            {
                return segment;
            }
        }

        return null;
    }

    private static Clue? FirstRequest(ResetScene scene) =>
        !scene.IsOneWay && scene.Client.FirstPayload is { } first && scene.Server.FirstPayload is null && scene.Client.LastPayload is { } last && last.Packet == first.Packet
            ? new Clue("first-request", $"the reset follows the first payload, packet {first.Packet}{(first.Content.Describe() is { } what ? $" ({what})" : "")}", first.Packet, scene.Reset.Packet)
            : null;

    /// <summary>The same port serves other connections: what this one asked for, or its name, made the difference.</summary>
    internal static Clue? OthersWereServed(ResetScene scene)
    {
        var service = scene.Service;
        return service.Served > 0
            ? new Clue("others-were-served", $"the same port served {service.Served:N0} other connections of this capture: what this one asked for made the difference", scene.Reset.Packet)
            : null;
    }

    private static bool IsRawSocketScan(ResetScene scene) => scene.Sender == Side.Client && !scene.HasPayload && scene.FromSender.Packets <= 1;
}
