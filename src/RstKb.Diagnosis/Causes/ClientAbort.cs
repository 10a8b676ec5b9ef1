using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Evidence;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The client gave up while the answer was under way: timeout, cancel, killed. On the wire: the reset comes from the client while the server streams and has not finished; RST,ACK where the client was
/// behind in reading, or the client's FIN and then a bare RST for each packet still in flight.
/// </summary>
public sealed class ClientAbort : Cause
{
    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.ByClient | ResetKinds.WithPayload;

    public override IEnumerable<Evidence> Examine(ResetScene scene)
    {
        if (scene.IsOneWay)
        {
            foreach (Evidence heard in FromAcknowledgments(scene))
            {
                yield return heard;
            }

            yield break;
        }

        if (scene.Sender != Side.Client || scene.Server.LastPayload is null || scene.Shape is ResetShape.Refusal or ResetShape.Foreign)
        {
            yield break;
        }

        bool closedFirst = scene.Client.Fin is not null;
        if (scene.Shape == ResetShape.Reply && !closedFirst)
        {
            yield break;
        }

        if (ClosingClues.ResponseIncomplete(scene) is { } incomplete)
        {
            yield return For(Strong, incomplete);
        }

        int streamed = ClosingClues.PayloadSegmentsSinceTheClientSpoke(scene);
        if (ClosingClues.ServerStreaming(scene) is { } streaming)
        {
            yield return For(Medium, streaming);
        }

        if (scene.Server.Fin is null && streamed > 0)
        {
            yield return For(Weak, new Clue("server-not-done", "the server had not closed", scene.Reset.Packet));
        }

        if (scene.Shape == ResetShape.Abort && ClosingClues.WindowJump(scene) is { } jump)
        {
            yield return For(Medium, jump);
        }

        if (scene.Client.Fin is { } fin && scene.Trigger is { HasPayload: true } late && late.Packet > fin.Packet && streamed >= ClosingClues.StreamSegments)
        {
            yield return For(Medium, new Clue("payload-after-fin", $"packet {late.Packet} brought {late.PayloadLength:N0} bytes to the client {Durations.Text(Math.Max(0, late.Time.SecondsSince(fin.Time)))} after its FIN", fin.Packet, late.Packet, scene.Reset.Packet));
        }

        if (ClosingClues.WindowUnchanged(scene) is { } unchanged)
        {
            // A client that had read everything and is killed or times out sends a FIN; a reset was asked for.
            yield return Against(Strong, unchanged);
        }

        if (streamed < ClosingClues.StreamSegments && ClosingClues.ResponseIncomplete(scene) is null)
        {
            yield return Against(Weak, new Clue("no-transfer", "no transfer was under way that the client could have cut off", scene.Reset.Packet));
        }
    }

    /// <summary>What the client's own packets tell where the server's were not captured.</summary>
    private static IEnumerable<Evidence> FromAcknowledgments(ResetScene scene)
    {
        if (scene.Sender != Side.Client || scene.Shape != ResetShape.Abort || scene.Heard.SinceAnswer < StreamBytes)
        {
            yield break;
        }

        yield return For(Medium, new Clue("server-streaming", $"the server was sending: the client acknowledged {scene.Heard.SinceAnswer:N0} bytes since its own last word", scene.Reset.Packet));
        if (ClosingClues.WindowJump(scene) is { } jump)
        {
            yield return For(Medium, jump);
        }

        if (ClosingClues.WindowUnchanged(scene) is { } unchanged)
        {
            yield return Against(Strong, unchanged);
        }
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
