using RstKb.Capture.Flows;
using RstKb.Capture.Flows.Observations;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What a capture tells that shows packets twice: on the way in and out of the machine that took it, or at two places of the path.</summary>
internal static class ForwardingClues
{
    private const int FewestForwarded = 2;

    /// <summary>
    /// The packet that drew the RST, and the RST, were captured once where the flow's other packets were captured twice: what lies between the two places swallowed the one and made the other.
    /// </summary>
    public static Clue? MadeBetween(ResetScene scene)
    {
        if (!scene.HasCopies || scene.Copies.Count > 0 || scene.Trigger is not { } trigger)
        {
            return null;
        }

        int at = scene.Trace.ResetIndex;
        int sender = 0;
        int receiver = 0;
        for (int i = 0; i < scene.Trace.Segments.Count; i++)
        {
            Segment segment = scene.Trace.Segments[i];
            bool copy = segment.Interface != scene.Reset.Interface || segment.Has(Observation.CapturedTwice);
            if (i > at && segment.IsRst && segment.From == scene.Sender && segment.SequenceNumber == scene.Reset.SequenceNumber
                || copy && segment.From == scene.Receiver && segment.SequenceNumber == trigger.SequenceNumber && segment.End == trigger.End && segment.AcknowledgmentNumber == trigger.AcknowledgmentNumber)
            {
                return null;
            }

            sender += i < at && copy && segment.From == scene.Sender ? 1 : 0;
            receiver += i < at && copy && segment.From == scene.Receiver ? 1 : 0;
        }

        return sender >= FewestForwarded && receiver >= FewestForwarded && sender >= scene.FromSender.Packets && receiver >= scene.FromReceiver.Packets - Swallowed(scene, trigger)
            ? new Clue("not-passed-on", $"packet {trigger.Packet} and the reset were captured once, all other packets of the connection twice, before and behind a device: it kept the one and made the other", trigger.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>The trigger and what its sender sent after it.</summary>
    private static int Swallowed(ResetScene scene, Segment trigger)
    {
        int swallowed = 0;
        foreach (Segment segment in scene.Before)
        {
            swallowed += segment.From == scene.Receiver && segment.Packet >= trigger.Packet ? 1 : 0;
        }

        return swallowed;
    }
}
