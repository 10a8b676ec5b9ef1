using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A scanner sends SYNs from a raw socket; its kernel knows nothing of them and resets each SYN-ACK. On the wire: SYN with few options, prompt SYN-ACK, bare RST with another TTL than the SYN's, and
/// the same source at many ports or hosts (Durumeric et al., 2013; nmap's half-open scan).
/// </summary>
public sealed class SynScan : Cause
{
    private const int FewestTargets = 5;

    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.Reply | ResetKinds.Foreign | ResetKinds.AnySide | ResetKinds.WithoutPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.HasPayload || scene.Client.Syn is not { } syn)
        {
            return;
        }

        int targets = scene.Context.Scans.TargetsOf(scene.Trace.ClientAddress);
        bool resetsAnswer = scene.Sender == Side.Client && scene.Shape is ResetShape.Reply or ResetShape.Foreign && scene.Client.Acked is null
            && (scene.Trigger is { IsSynAck: true } || scene.IsOneWay && scene.Reset.SequenceNumber == syn.End);
        bool refused = scene.IsFromServer && scene.Shape == ResetShape.Refusal;
        if (!resetsAnswer && !refused)
        {
            return;
        }

        if (resetsAnswer)
        {
            findings.For(Medium, new Clue("answer-reset-at-once", scene.IsOneWay
                ? $"the client sent a SYN and {Durations.Text(Math.Max(0, scene.GapSeconds))} later a bare reset, and never the handshake's third packet"
                : $"the client answered the SYN-ACK by a bare reset {Durations.Text(scene.TriggerDelay ?? 0)} later and never sent the ACK", syn.Packet, scene.Reset.Packet));
        }

        if (targets >= FewestTargets)
        {
            findings.For(resetsAnswer ? Strong : Medium, new Clue("many-targets", $"{scene.Trace.ClientAddress} tried {targets:N0} different ports and hosts without sending a byte", syn.Packet));
        }

        if (!syn.Options.SackPermitted && !syn.Options.HasTimestamps && syn.Options.WindowScale is null)
        {
            findings.For(resetsAnswer ? Medium : Weak, new Clue("bare-syn", $"the SYN has window {syn.Window} and at most a segment size as option: no operating system's own", syn.Packet));
        }

        if (resetsAnswer && TtlClues.Difference(scene) is { } difference && Math.Abs(difference) > 1)
        {
            findings.For(Medium, new Clue("raw-socket", $"SYN and reset of the same host have TTL {syn.Ttl} and {scene.Reset.Ttl}: two programs built them", syn.Packet, scene.Reset.Packet));
        }
    }

    public override Harm HarmIn(ResetScene scene) => Harm.Benign;

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"{scene.Trace.ClientAddress} scans for open ports: it never meant to complete this connection.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("See what else this source does; a scan touches many ports in little time.", $"tshark -r FILE -Y 'ip.src == {scene.Trace.ClientAddress} and tcp.flags.syn == 1 and tcp.flags.ack == 0' -T fields -e ip.dst -e tcp.dstport"),
    ];
}
