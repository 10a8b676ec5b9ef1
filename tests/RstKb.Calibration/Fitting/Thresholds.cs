using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>From which confidence on a verdict may be called likely.</summary>
public static class Thresholds
{
    /// <summary>The share of likely verdicts that must be right, under each condition by itself.</summary>
    public const double LeastRight = 0.985;

    private const double Lowest = 0.65;
    private const double Highest = 0.97;

    /// <summary>The lowest hundredth from which on verdicts are right often enough under every condition.</summary>
    public static double Likely(IReadOnlyList<Sample> samples, WeightTable weights)
    {
        List<IGrouping<string, Judgement>> conditions = [.. samples.Select(s => Judgement.Of(s, weights)).GroupBy(j => j.Sample.Condition)];
        double threshold = Lowest;
        while (threshold < Highest && !conditions.TrueForAll(c => IsEnough(c, threshold)))
        {
            threshold = Math.Round(threshold + 0.01, 2);
        }

        return threshold;
    }

    private static bool IsEnough(IEnumerable<Judgement> judgements, double threshold)
    {
        List<Judgement> likely = [.. judgements.Where(j => j.Confidence >= threshold)];
        return likely.Count(j => j.IsRight) >= LeastRight * likely.Count;
    }
}
