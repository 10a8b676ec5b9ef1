using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>Finds the segment that drew a reply: its acknowledgment number is the RST's sequence number, or the RST acknowledges it (RFC 9293, 3.5.2).</summary>
internal static class TriggerFinder
{
    /// <summary>Segments of one burst follow each other closer than this.</summary>
    private const double BurstSeconds = 0.005;

    public static Segment? Find(ResetScene scene) => scene.Shape switch
    {
        ResetShape.Reply => FirstOfTheAnswered(scene),
        ResetShape.Refusal => Last(scene, scene.Before.Count, s => s.End == scene.Reset.AcknowledgmentNumber).Segment,
        ResetShape.Foreign => Last(scene, scene.Before.Count, s => s.HasPayload || s.IsSyn).Segment,
        _ => null,
    };

    /// <summary>
    /// A host without the connection answers each segment of a burst with a RST of its own, so where the same RST came several times the first one
    /// belongs to the first of as many segments.
    /// </summary>
    private static Segment? FirstOfTheAnswered(ResetScene scene)
    {
        bool Drew(Segment s) => s.HasAck && s.AcknowledgmentNumber == scene.Reset.SequenceNumber;
        (Segment? trigger, int at) = Last(scene, scene.Before.Count, Drew);
        if (trigger is not { } found)
        {
            return null;
        }

        int answers = scene.ResetsOfSender.Count(r => !r.HasAck && r.SequenceNumber == scene.Reset.SequenceNumber);
        for (int left = answers - 1; left > 0; left--)
        {
            (Segment? earlier, int earlierAt) = Last(scene, at, Drew);
            if (earlier is not { } before || found.Time.SecondsSince(before.Time) > BurstSeconds)
            {
                break;
            }

            (found, at) = (before, earlierAt);
        }

        return found;
    }

    /// <summary>The receiver's last fitting segment before the place <paramref name="end"/>.</summary>
    private static (Segment? Segment, int At) Last(ResetScene scene, int end, Func<Segment, bool> fits)
    {
        for (int i = end - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From == scene.Receiver && !segment.IsRst && fits(segment))
            {
                return (segment, i);
            }
        }

        return (null, -1);
    }
}
