using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The connection was accepted, the client sent its ClientHello, and the server's end reset it instead of answering: no route for the name, a service that speaks no TLS, a
/// limit. On the wire: the ClientHello, and then RST,ACK out of the server's own socket, at its TTL and not sooner than it can answer, without a byte from it.
/// </summary>
public sealed class TlsRejected : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.ByServer | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (!scene.IsFromServer || scene.Server.Bytes > 0 || scene.Client.FirstPayload is not { Content.Kind: PayloadKind.TlsClientHello } hello || scene.Shape != ResetShape.Abort)
        {
            return;
        }

        findings.For(Strong, new Clue("client-hello-unanswered", $"the reset is the answer to the ClientHello in packet {hello.Packet}: no ServerHello and no alert came", hello.Packet, scene.Reset.Packet));
        findings.For(Medium, ShapeClues.Shape(scene));
        findings.For(Weak, OnPathInjection.OthersWereServed(scene));
        findings.For(Medium, TtlClues.Same(scene));
        findings.Against(Strong, TtlClues.Differs(scene));
        findings.Against(Strong, TimingClues.FasterThanTheSender(scene));
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Server;

    public override string Tell(ResetScene scene) =>
        "The server's end reset the connection instead of answering the ClientHello: no route or certificate for this name, no TLS on this port, or a limit.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("Ask with the name, without one and with an older version; what is answered tells which of them it minds.", $"for o in '-servername NAME' '-noservername' '-servername NAME -tls1_2'; do openssl s_client -connect {scene.Trace.ServerAddress}:{scene.Trace.ServerPort} $o </dev/null 2>&1 | head -2; done"),
        Settling.KernelReason(scene, "A line for this connection says that the server's own kernel sent it."),
    ];
}
