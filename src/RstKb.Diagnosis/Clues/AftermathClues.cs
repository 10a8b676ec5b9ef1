using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What followed the reset.</summary>
internal static class AftermathClues
{
    /// <summary>The alleged sender went on with the connection that it is said to have reset.</summary>
    public static Clue? SenderWentOn(ResetScene scene)
    {
        if (Aftermath.SenderAcknowledgedLater(scene) is not { } alive)
        {
            return null;
        }

        return new Clue("sender-went-on", $"after \"its\" reset the {scene.Sender.Word()} went on: packet {alive.Packet} {How(scene, alive)}", scene.Reset.Packet, alive.Packet);
    }

    private static string How(ResetScene scene, Segment alive) => !scene.IsOneWay ? "acknowledges the payload that drew the reset"
        : alive.HasPayload ? $"brings {alive.PayloadLength:N0} new bytes" : "acknowledges more than before";
}
