using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>Finds the segment that drew a reply: its acknowledgment number is the RST's sequence number, or the RST acknowledges it (RFC 9293, 3.5.2).</summary>
internal static class TriggerFinder
{
    public static Segment? Find(ResetScene scene) => scene.Shape switch
    {
        ResetShape.Reply => LastOf(scene, s => s.HasAck && s.AcknowledgmentNumber == scene.Reset.SequenceNumber),
        ResetShape.Refusal => LastOf(scene, s => s.End == scene.Reset.AcknowledgmentNumber),
        ResetShape.Foreign => LastOf(scene, s => s.HasPayload || s.IsSyn),
        _ => null,
    };

    private static Segment? LastOf(ResetScene scene, Func<Segment, bool> fits)
    {
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From == scene.Receiver && !segment.IsRst && fits(segment))
            {
                return segment;
            }
        }

        return null;
    }
}
