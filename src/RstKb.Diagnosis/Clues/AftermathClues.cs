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

        string how = !scene.IsOneWay ? "acknowledges the payload that drew the reset" : alive.HasPayload ? $"brings {alive.PayloadLength:N0} new bytes" : "acknowledges more than before";
        return new Clue("sender-went-on", $"after \"its\" reset the {scene.Sender.Word()} went on: packet {alive.Packet} {how}", scene.Reset.Packet, alive.Packet);
    }
}
