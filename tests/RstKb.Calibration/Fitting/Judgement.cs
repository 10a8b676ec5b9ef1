using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>The verdict that weights give about one sample.</summary>
/// <param name="Sample">What was judged.</param>
/// <param name="Cause">The first candidate, whatever its confidence; null where there is none.</param>
/// <param name="Confidence">Its share.</param>
/// <param name="Level">Its level under the weights' own thresholds.</param>
/// <param name="IsRight">The first candidate is the true cause or acceptable.</param>
/// <param name="LogLoss">See <see cref="Loss.OfKnown"/>.</param>
public sealed record Judgement(Sample Sample, string? Cause, double Confidence, VerdictLevel Level, bool IsRight, double LogLoss)
{
    public static Judgement Of(Sample sample, WeightTable weights)
    {
        Span<double> shares = stackalloc double[sample.Found.Causes.Count];
        sample.Weigh(weights, shares);
        int first = -1;
        for (int i = 0; i < shares.Length; i++)
        {
            // Causes come by slug, so the earlier one stays first where two are equal, as in a report.
            if (shares[i] > (first < 0 ? 0 : shares[first]))
            {
                first = i;
            }
        }

        double confidence = first < 0 ? 0 : shares[first];
        return new Judgement(
            sample,
            first < 0 ? null : sample.Found.Causes[first].Cause,
            confidence,
            VerdictLevels.Of(confidence, sample.Found.Lack, weights),
            first >= 0 && sample.Accepted[first],
            Loss.OfKnown(sample, weights));
    }

    /// <summary>The counts of many.</summary>
    public static VerdictCounts Count(IReadOnlyCollection<Judgement> judgements) => new(
        judgements.Count,
        judgements.Count(j => j.IsRight && j.Level != VerdictLevel.Undetermined),
        judgements.Count(j => j.Level == VerdictLevel.Undetermined),
        judgements.Count(j => j.Level == VerdictLevel.Likely),
        judgements.Count(j => j.IsRight && j.Level == VerdictLevel.Likely));
}
