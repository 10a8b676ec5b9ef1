using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>Several resets at once: an end sends one for each packet that draws one, a forger as many as it has guesses.</summary>
internal static class BurstClues
{
    /// <summary>Resets of one burst follow each other within this time.</summary>
    private const double BurstSeconds = 0.1;

    /// <summary>More resets from one side than packets of the other that could have drawn them, or both kinds at once, or numbers that run ahead.</summary>
    public static Clue? Burst(ResetScene scene) => scene.ResetsOfSender.Count < 2 ? null : BurstOfSeveral(scene);

    private static Clue? BurstOfSeveral(ResetScene scene)
    {
        var burst = new List<Segment>();
        bool ahead = false;
        foreach (Segment reset in scene.ResetsOfSender)
        {
            if (reset.Time.SecondsSince(scene.Reset.Time) <= BurstSeconds)
            {
                burst.Add(reset);
                ahead |= RunsAhead(scene, reset, burst[0]);
            }
        }

        if (burst.Count < 2)
        {
            return null;
        }

        long[] packets = [.. burst.Take(6).Select(r => r.Packet)];
        if (ahead)
        {
            return new Clue("guessed-numbers", $"{burst.Count} resets came within {Durations.Text(burst[^1].Time.SecondsSince(burst[0].Time))}, with sequence numbers running ahead of everything sent ({Steps(burst)})", packets);
        }

        // A host that is closed answers each arriving segment with a RST of its own; that is no injector.
        int provoked = CountProvoking(scene.Before.From(scene.Receiver), burst) + CountProvoking(scene.After.From(scene.Receiver), burst);

        bool mixed = burst.Exists(r => r.HasAck) && burst.Exists(r => !r.HasAck) && scene.Shape != ResetShape.Abort;
        // A direction that was not captured may hold the packets that drew them.
        return mixed || burst.Count > Math.Max(1, provoked) && scene.Shape != ResetShape.Abort && !scene.IsOneWay
            ? new Clue("unprovoked-burst", $"{burst.Count} resets came within {Durations.Text(burst[^1].Time.SecondsSince(burst[0].Time))}{(mixed ? ", with and without ACK" : "")}; {provoked} packets could have drawn one", packets)
            : null;
    }

    private static bool RunsAhead(ResetScene scene, Segment reset, Segment first) =>
        reset.SequenceNumber.DistanceFrom(first.SequenceNumber) > 1
        && scene.FromReceiver.Acked is { } acked && reset.SequenceNumber.IsAfter(acked) && scene.FromSender.End is { } end && reset.SequenceNumber.IsAfter(end);

    private static string Steps(List<Segment> burst) =>
        string.Join(", ", burst.Skip(1).Select(r => $"+{r.SequenceNumber.DistanceFrom(burst[0].SequenceNumber):N0}").Distinct().Take(3));

    private static int CountProvoking(SegmentChoice segments, List<Segment> burst)
    {
        int count = 0;
        foreach (Segment segment in segments)
        {
            count += !segment.IsRst && segment.HasAck && IsAnswered(segment, burst) ? 1 : 0;
        }

        return count;
    }

    private static bool IsAnswered(Segment segment, List<Segment> burst)
    {
        foreach (Segment reset in burst)
        {
            if (!reset.HasAck && reset.SequenceNumber == segment.AcknowledgmentNumber)
            {
                return true;
            }
        }

        return false;
    }
}
