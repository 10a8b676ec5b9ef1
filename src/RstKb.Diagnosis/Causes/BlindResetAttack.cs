using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// Somebody who cannot see the connection guesses its sequence number. On the wire: resets with stepping numbers, most of them ineffective, challenge ACKs from their target, another TTL than the
/// alleged sender's; the sweep ends when one number is exact (RFC 5961, 3; Linux <c>tcp_validate_incoming</c>).
/// </summary>
public sealed class BlindResetAttack : Cause
{
    private const int FewestGuesses = 3;

    /// <summary>Devices on the path send three guesses at most for each of a few packets.</summary>
    private const int FewestOfALongSweep = 7;

    public override ResetKinds Kinds => ResetKinds.AnyShape | ResetKinds.AnySide | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.ResetsOfSender.Count < FewestGuesses)
        {
            return;
        }

        Segment[] resets = [.. scene.ResetsOfSender];
        int numbers = resets.Select(r => r.SequenceNumber).Distinct().Count();
        if (numbers < FewestGuesses || Acceptance.Of(scene) == "exact" || scene.FromSender.Fin is not null || !scene.HasPayload)
        {
            return;
        }

        long[] packets = [.. resets.Select(r => r.Packet).Take(6)];
        findings.For(Strong, new Clue("stepping-numbers", $"{resets.Length} resets tried {numbers} different sequence numbers; the first was not the expected one", packets));
        if (Hit(scene) is { } hit)
        {
            findings.For(Strong, hit);
            findings.For(Medium, new Clue("sweep-ended", "and the connection ended there", hit.Packets.Count > 0 ? hit.Packets[^1] : scene.Reset.Packet));
        }

        else if (LongSweep(scene) is { } sweep)
        {
            findings.For(Strong, sweep);
        }

        findings.For(Weak, TtlClues.Differs(scene));
    }

    /// <summary>So many different numbers that no receiver's window or burst explains them.</summary>
    internal static Clue? LongSweep(ResetScene scene)
    {
        int numbers = scene.ResetsOfSender.Select(r => r.SequenceNumber).Distinct().Count();
        return numbers >= FewestOfALongSweep
            ? new Clue("long-sweep", $"{numbers} different numbers were tried, more than a device that sees the connection ever needs", scene.Reset.Packet)
            : null;
    }

    /// <summary>The reset of a sweep that stood at the number its receiver expected at that moment.</summary>
    internal static Clue? Hit(ResetScene scene)
    {
        Segment first = scene.Reset;
        SequenceNumber? expected = scene.FromReceiver.Acked ?? scene.FromSender.End;
        foreach (Segment segment in scene.After)
        {
            if (segment.From == scene.Receiver && segment.HasAck && !segment.IsRst)
            {
                expected = expected is { } acked ? SequenceNumber.Later(acked, segment.AcknowledgmentNumber) : segment.AcknowledgmentNumber;
            }
            else if (segment.From == scene.Sender && segment.IsRst && segment.SequenceNumber != first.SequenceNumber
                && (segment.SequenceNumber == expected || segment.SequenceNumber == scene.FromSender.End) && !IsTheEndsOwn(scene, segment))
            {
                return new Clue("sweep-hit", $"the sweep reached the expected number in packet {segment.Packet}", first.Packet, segment.Packet);
            }
        }

        return null;
    }

    /// <summary>A later reset at the alleged sender's own TTL, where the sweep has another: the end answers what it no longer knows.</summary>
    private static bool IsTheEndsOwn(ResetScene scene, Segment reset) =>
        TtlClues.Difference(scene) is not (null or 0) && scene.SenderTtl is { } usual && reset.Ttl == usual.Ttl;

    public override SentBy SenderIn(ResetScene scene) => SentBy.Middlebox;

    public override string Tell(ResetScene scene) =>
        $"Somebody off the path swept through sequence numbers with resets in the {scene.Sender.Word()}'s name until one of them was exact.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.CaptureAtSender(scene),
        Settling.Look(scene.Receiver, "watch the answers to wrong guesses.", "nstat -n; sleep 60; nstat -z | grep -E 'TCPChallengeACK|TCPSYNChallenge'"),
    ];
}
