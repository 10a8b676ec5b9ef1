namespace RstKb.Diagnosis.Weighing;

/// <summary>Where one level of verdict ends and the next begins.</summary>
public static class VerdictLevels
{
    /// <param name="confidence">The first candidate's, from 0 to 1; 0 where there is none.</param>
    /// <param name="lack">What the capture does not show: the less it shows, the surer a verdict must be to be called likely.</param>
    /// <param name="weights">Holds the thresholds. Those of <c>likely</c> are above one half, so what is likely is also well ahead.</param>
    public static VerdictLevel Of(double confidence, Lack lack, WeightTable weights) =>
        confidence >= LikelyFrom(lack, weights) ? VerdictLevel.Likely : confidence >= weights[Weight.Possible] ? VerdictLevel.Possible : VerdictLevel.Undetermined;

    private static double LikelyFrom(Lack lack, WeightTable weights)
    {
        double threshold = weights[Weight.Likely];
        foreach ((Lack kind, Weight row) in Rows)
        {
            threshold = (lack & kind) != 0 ? Math.Max(threshold, weights[row]) : threshold;
        }

        return threshold;
    }

    /// <summary>The row that holds the threshold of each lack.</summary>
    public static IReadOnlyList<(Lack Lack, Weight Row)> Rows { get; } =
    [
        (Lack.OtherDirection, Weight.LikelyWithoutOtherDirection),
        (Lack.SenderPackets, Weight.LikelyWithoutSenderPackets),
        (Lack.Handshake, Weight.LikelyWithoutHandshake),
    ];
}
