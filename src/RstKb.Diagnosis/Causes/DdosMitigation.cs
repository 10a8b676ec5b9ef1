using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A protection device answered the handshake in the server's name and reset the client when the server behind it refused or the client failed. On the wire: a SYN-ACK with window 0, then RST,ACK with
/// window 0 at another TTL than the SYN-ACK's (SYN proxy).
/// </summary>
public sealed class DdosMitigation : Cause
{
    public override ResetKinds Kinds => ResetKinds.AnyShape | ResetKinds.ByServer | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (!scene.IsFromServer || scene.Server.SynAck is not { Window: 0 } synAck || scene.Server.Bytes > 0 || !scene.Reset.HasAck)
        {
            return;
        }

        findings.For(Strong, new Clue("empty-window-in-syn-ack", $"the SYN-ACK (packet {synAck.Packet}) announces window 0: whoever sent it does not want the data itself", synAck.Packet));
        if (synAck.Ttl != scene.Reset.Ttl)
        {
            findings.For(Strong, new Clue("two-machines", $"the SYN-ACK has TTL {synAck.Ttl}, the reset {scene.Reset.Ttl}: two machines answered under one address", synAck.Packet, scene.Reset.Packet));
        }

        if (scene.Reset.Window == 0)
        {
            findings.For(Weak, new Clue("empty-window-in-reset", "the reset has window 0 as well, as a refusal that was passed on", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Server;

    public override string Tell(ResetScene scene) =>
        "A device in front of the server answered the handshake for it. The server behind it refused, and the refusal arrived as a reset of an open connection.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "see whether the SYN arrived, when, and what it was answered.", $"sudo tcpdump -ni any -c 20 'tcp port {scene.Trace.ServerPort} and tcp[tcpflags] & (tcp-syn|tcp-rst) != 0'"),
        new NextStep("Ask the protection device for its counters: SYN proxy, SYN cookies, thresholds."),
    ];
}
