using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The client gave up while the answer was under way: timeout, cancel, killed. On the wire: the reset comes from the client while the server streams and has not finished; RST,ACK where the client was
/// behind in reading, or the client's FIN and then a bare RST for each packet still in flight.
/// </summary>
public sealed class ClientAbort : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.ByClient | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.IsOneWay)
        {
            FromAcknowledgments(scene, findings);
            return;
        }

        if (scene.Sender != Side.Client || scene.Server.LastPayload is null || scene.Shape is ResetShape.Refusal or ResetShape.Foreign)
        {
            return;
        }

        bool closedFirst = scene.Client.Fin is not null;
        if (scene.Shape == ResetShape.Reply && !closedFirst)
        {
            return;
        }

        findings.For(Strong, ClosingClues.ResponseIncomplete(scene));

        int streamed = ClosingClues.PayloadSegmentsSinceTheClientSpoke(scene);
        findings.For(Medium, ClosingClues.ServerStreaming(scene));

        if (scene.Server.Fin is null && streamed > 0)
        {
            findings.For(Weak, new Clue("server-not-done", "the server had not closed", scene.Reset.Packet));
        }

        if (scene.Shape == ResetShape.Abort)
        {
            findings.For(Medium, WindowClues.Jump(scene));
        }

        if (scene.Client.Fin is { } fin && scene.Trigger is { HasPayload: true } late && late.Packet > fin.Packet && streamed >= ClosingClues.StreamSegments)
        {
            findings.For(Medium, new Clue("payload-after-fin", $"packet {late.Packet} brought {late.PayloadLength:N0} bytes to the client {Durations.Text(Math.Max(0, late.Time.SecondsSince(fin.Time)))} after its FIN", fin.Packet, late.Packet, scene.Reset.Packet));
        }

        // A client that had read everything and is killed or times out sends a FIN; a reset was asked for.
        findings.Against(Strong, WindowClues.Unchanged(scene));

        if (streamed < ClosingClues.StreamSegments && ClosingClues.ResponseIncomplete(scene) is null)
        {
            findings.Against(Weak, new Clue("no-transfer", "no transfer was under way that the client could have cut off", scene.Reset.Packet));
        }
    }

    /// <summary>What the client's own packets tell where the server's were not captured.</summary>
    private static void FromAcknowledgments(ResetScene scene, Findings findings)
    {
        if (scene.Sender != Side.Client || scene.Shape != ResetShape.Abort || scene.Heard.SinceAnswer < StreamBytes)
        {
            return;
        }

        findings.For(Medium, new Clue("server-streaming", $"the server was sending: the client acknowledged {scene.Heard.SinceAnswer:N0} bytes since its own last word", scene.Reset.Packet));
        findings.For(Medium, WindowClues.Jump(scene));
        findings.Against(Strong, WindowClues.Unchanged(scene));
    }

    /// <summary>As many bytes as that many segments of Ethernet's size bring.</summary>
    private const int StreamBytes = ClosingClues.StreamSegments * 1400;

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        "The client gave up while the server was still sending: it was cancelled, ran into its own timeout, or was killed.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Client, "look for a timeout, a cancel or a crash in the application's log at this time.", $"{Settling.LogAround(scene)} | grep -iE 'timeout|cancel|killed|oom'"),
        Settling.Counter(scene, "TCPAbortOnClose|TCPAbortOnData", "TCPAbortOnClose grows when a client closes with unread data."),
    ];
}
