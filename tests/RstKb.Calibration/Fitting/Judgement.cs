using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>The verdict that weights give about one sample.</summary>
/// <param name="Sample">What was judged.</param>
/// <param name="Cause">The first candidate, whatever its confidence; null where there is none.</param>
/// <param name="Confidence">Its share.</param>
/// <param name="Level">Its level under the weights' own thresholds.</param>
/// <param name="IsRight">The first candidate is the true cause or acceptable.</param>
/// <param name="Loss">See <see cref="Fitting.Loss"/>.</param>
public sealed record Judgement(Sample Sample, string? Cause, double Confidence, VerdictLevel Level, bool IsRight, double Loss)
{
    public static Judgement Of(Sample sample, WeightTable weights)
    {
        Span<double> shares = stackalloc double[sample.Found.Causes.Count];
        Fitting.Loss.Share(sample, weights, shares);
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
            VerdictLevels.Of(confidence, weights),
            first >= 0 && sample.Accepted[first],
            Fitting.Loss.Of(sample, weights));
    }
}
