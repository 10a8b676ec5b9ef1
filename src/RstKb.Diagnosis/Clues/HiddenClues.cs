using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What would help to judge this reset and cannot be checked, because the capture does not hold it. It is said, and it speaks for no cause and against none.</summary>
internal static class HiddenClues
{
    public static IEnumerable<Clue> Of(ResetScene scene)
    {
        if (scene.IsOneWay)
        {
            yield return new Clue(
                "hidden-direction",
                $"which packet drew the reset, and what the {scene.Receiver.Word()} did after it, cannot be checked because only the {scene.Sender.Word()}'s direction was captured");
        }
        else if (scene.Before.Count == 0)
        {
            yield return new Clue("hidden-beginning", "what came before the reset cannot be checked because nothing of this connection was captured before it");
        }

        bool opened = scene.Client.Syn is not null || scene.Server.SynAck is not null;
        if (!opened && scene.Before.Count > 0)
        {
            yield return new Clue("hidden-handshake", "the round trip, the window's scale and the options that were agreed on cannot be checked because the capture began after the handshake");
        }

        if (scene.Shape is ResetShape.Reply or ResetShape.Refusal or ResetShape.Foreign && scene.SenderTtl is null)
        {
            yield return new Clue(
                "hidden-ttl",
                $"whether the reset's TTL {scene.Reset.Ttl} is that of {scene.Trace.Address(scene.Sender)} cannot be checked because no other packet of it was captured",
                scene.Reset.Packet);
        }

        if (scene.Reset.OptionsCut)
        {
            yield return new Clue("hidden-options", "the reset's TCP options cannot be checked because the snap length cut them off", scene.Reset.Packet);
        }

        if (CutPayload(scene) is { } cut)
        {
            yield return new Clue("hidden-payload", $"what the payload says, and whether messages were complete, cannot be checked because the capture's snap length cut it off (packet {cut.Packet})", cut.Packet);
        }
    }

    /// <summary>The first segment whose payload was cut where nothing is known of its length.</summary>
    private static Segment? CutPayload(ResetScene scene)
    {
        foreach (Segment segment in scene.Before)
        {
            if (segment.HasPayload && segment.Content is { IsCut: true, ContentLength: < 0 })
            {
                return segment;
            }
        }

        return null;
    }
}
