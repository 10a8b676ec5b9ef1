using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Evidence;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// Somebody who cannot see the connection guesses its sequence number. On the wire: resets with stepping numbers, most of them ineffective, challenge ACKs from their target, another TTL than the
/// alleged sender's; the sweep ends when one number is exact (RFC 5961, 3; Linux <c>tcp_validate_incoming</c>).
/// </summary>
public sealed class BlindResetAttack : Cause
{
    private const int FewestGuesses = 3;

    public override IEnumerable<Evidence> Examine(ResetScene scene)
    {
        Segment[] resets = [.. scene.ResetsOfSender];
        int numbers = resets.Select(r => r.SequenceNumber).Distinct().Count();
        if (numbers < FewestGuesses || Acceptance.Of(scene) == "exact" || scene.FromSender.Fin is not null || !scene.HasPayload)
        {
            yield break;
        }

        long[] packets = [.. resets.Select(r => r.Packet).Take(6)];
        yield return For(Strong, new Clue("stepping-numbers", $"{resets.Length} resets tried {numbers} different sequence numbers; the first was not the expected one", packets));
        if (resets.FirstOrDefault(r => r.SequenceNumber == scene.FromSender.End) is { Packet: > 0 } hit)
        {
            yield return For(Strong, new Clue("sweep-hit", $"the sweep reached the expected number in packet {hit.Packet}", scene.Reset.Packet, hit.Packet));
            yield return For(Medium, new Clue("sweep-ended", "and the connection ended there", hit.Packet));
        }

        if (TtlClues.Differs(scene) is { } differs)
        {
            yield return For(Weak, differs);
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Middlebox;

    public override string Tell(ResetScene scene) =>
        $"Somebody off the path swept through sequence numbers with resets in the {scene.Sender.Word()}'s name until one of them was exact.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.CaptureAtSender(scene),
        Settling.Look(scene.Receiver, "watch the answers to wrong guesses.", "nstat -n; sleep 60; nstat -z | grep -E 'TCPChallengeACK|TCPSYNChallenge'"),
    ];
}
