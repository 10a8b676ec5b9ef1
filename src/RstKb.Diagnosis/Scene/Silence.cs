using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>The silence before the exchange that ended in the RST.</summary>
/// <param name="Seconds">Its length, 0 where nothing came before.</param>
/// <param name="Breaker">The segment that broke it: the trigger, the first of its retransmissions, or the RST itself.</param>
public readonly record struct Silence(double Seconds, Segment Breaker)
{
    /// <summary>
    /// Walks back from the trigger over what belongs to the same exchange (the receiver's tries that stayed unanswered) to the silence before it.
    /// </summary>
    internal static Silence Before(ResetScene scene)
    {
        int at = scene.Before.Count;
        Segment breaker = scene.Reset;
        if (scene.Trigger is { } trigger)
        {
            while (at > 0 && scene.Before[at - 1].Packet != trigger.Packet)
            {
                at--;
            }

            at--;
            breaker = trigger;
            while (at > 0 && BelongsToTheSameTry(scene.Before[at - 1], breaker))
            {
                at--;
                breaker = scene.Before[at];
            }
        }

        return at <= 0 ? new Silence(0, breaker) : new Silence(breaker.Time.SecondsSince(scene.Before[at - 1].Time), breaker);
    }

    private static bool BelongsToTheSameTry(Segment earlier, Segment later) =>
        earlier.From == later.From && !earlier.IsRst && earlier.AcknowledgmentNumber == later.AcknowledgmentNumber
        && later.Time.SecondsSince(earlier.Time) < LongestTrySeconds && (earlier.HasPayload || earlier.IsFin);

    /// <summary>Tries of one exchange follow each other closer than this; a longer pause is the silence itself.</summary>
    private const double LongestTrySeconds = 10;
}
