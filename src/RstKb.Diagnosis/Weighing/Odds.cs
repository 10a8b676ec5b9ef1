namespace RstKb.Diagnosis.Weighing;

/// <summary>From scores to confidences.</summary>
public static class Odds
{
    /// <summary>
    /// The share of each cause in the odds of all causes and of "none of these". A cause whose score is 0 or less has no share; the rest of what the
    /// shares leave of 1 belongs to "none of these".
    /// </summary>
    /// <param name="scores">A score for each cause, in points.</param>
    /// <param name="lack">What the capture does not show.</param>
    /// <param name="weights">The score of "none of these".</param>
    /// <param name="shares">As long as <paramref name="scores"/>; from 0 to 1.</param>
    public static void Share(ReadOnlySpan<double> scores, Lack lack, WeightTable weights, Span<double> shares)
    {
        double total = Of(NoneOfThese(lack, weights));
        for (int i = 0; i < scores.Length; i++)
        {
            shares[i] = scores[i] > 0 ? Of(scores[i]) : 0;
            total += shares[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            shares[i] /= total;
        }
    }

    private static double NoneOfThese(Lack lack, WeightTable weights) => weights[Weight.NoneOfThese]
        + ((lack & Lack.OtherDirection) != 0 ? weights[Weight.WithoutOtherDirection] : 0)
        + ((lack & Lack.SenderPackets) != 0 ? weights[Weight.WithoutSenderPackets] : 0)
        + ((lack & Lack.Handshake) != 0 ? weights[Weight.WithoutHandshake] : 0);

    private static double Of(double score) => Math.Exp(WeightTable.Sharpness * score);
}
