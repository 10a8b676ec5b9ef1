using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>Finds the segment that drew a reply: its acknowledgment number is the RST's sequence number, or the RST acknowledges it (RFC 9293, 3.5.2).</summary>
internal static class TriggerFinder
{
    /// <summary>Segments of one burst follow each other closer than this.</summary>
    private const double BurstSeconds = 0.005;

    /// <summary>A path under load takes longer than in the handshake, by no more than this factor.</summary>
    private const double LongestReplies = 4;

    /// <summary>What reads the traffic answers what it reads at once; a reset that comes later was drawn by a timer or by nothing seen.</summary>
    private const double LongestReactionSeconds = 3;

    public static Segment? Find(ResetScene scene) => scene.Shape switch
    {
        ResetShape.Reply => FirstOfTheAnswered(scene),
        ResetShape.Refusal => Last(scene, scene.Before.Count, static (s, scene) => s.End == scene.Reset.AcknowledgmentNumber).Segment,
        ResetShape.Foreign => Last(scene, scene.Before.Count, static (s, scene) => (s.HasPayload || s.IsSyn) && scene.Reset.Time.SecondsSince(s.Time) <= LongestReactionSeconds).Segment,
        _ => null,
    };

    /// <summary>
    /// A host without the connection answers each segment of a burst with a RST of its own, so where the same RST came several times the first one
    /// belongs to the first of as many segments; those that came later have their own.
    /// </summary>
    private static Segment? FirstOfTheAnswered(ResetScene scene)
    {
        (Segment? trigger, int at) = Last(scene, scene.Before.Count, Drew);
        if (trigger is not { } found)
        {
            return null;
        }

        for (int left = Answers(scene) - 1; left > 0; left--)
        {
            (Segment? earlier, int earlierAt) = Last(scene, at, Drew);
            if (earlier is not { } before || found.Time.SecondsSince(before.Time) > BurstSeconds)
            {
                break;
            }

            (found, at) = (before, earlierAt);
        }

        return PayloadThatHadTime(scene, found, at) ?? found;
    }

    private static bool Drew(Segment segment, ResetScene scene) => segment.HasAck && segment.AcknowledgmentNumber == scene.Reset.SequenceNumber;

    /// <summary>How often the same RST came, less those that later segments drew.</summary>
    private static int Answers(ResetScene scene)
    {
        int answers = 0;
        foreach (Segment reset in scene.ResetsOfSender)
        {
            answers += !reset.HasAck && reset.SequenceNumber == scene.Reset.SequenceNumber ? 1 : 0;
        }

        foreach (Segment later in scene.After.From(scene.Receiver))
        {
            answers -= !later.IsRst && Drew(later, scene) ? 1 : 0;
        }

        return answers;
    }

    /// <summary>A segment that left too late to have been answered already (an ACK, a repetition), where payload with the same number had left in time.</summary>
    private static Segment? PayloadThatHadTime(ResetScene scene, Segment found, int at)
    {
        double reply = scene.SenderReplySeconds ?? 0;
        if (scene.Reset.Time.SecondsSince(found.Time) >= reply / 2)
        {
            return null;
        }

        for (int i = at - 1; i >= 0; i--)
        {
            Segment earlier = scene.Before[i];
            double delay = scene.Reset.Time.SecondsSince(earlier.Time);
            bool repeated = !found.HasPayload || earlier.End.IsAtOrAfter(found.End);
            if (earlier.From == scene.Receiver && earlier is { IsRst: false, HasPayload: true } && Drew(earlier, scene) && delay >= reply / 2 && repeated)
            {
                return delay <= reply * LongestReplies ? earlier : null;
            }
        }

        return null;
    }

    /// <summary>The receiver's last fitting segment before the place <paramref name="end"/>.</summary>
    private static (Segment? Segment, int At) Last(ResetScene scene, int end, Func<Segment, ResetScene, bool> fits)
    {
        for (int i = end - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From == scene.Receiver && !segment.IsRst && fits(segment, scene))
            {
                return (segment, i);
            }
        }

        return (null, -1);
    }
}
