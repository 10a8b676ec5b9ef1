using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>Finds the weights: from the started ones on it moves one weight at a time by ever smaller steps as long as that lowers the loss. The same samples give the same table.</summary>
public static class Fitter
{
    private const double MostPoints = 8;

    /// <summary>An observation always counts for something.</summary>
    private const double LeastPointsOfEvidence = 0.5;

    private static readonly double[] Steps = [1, 0.5, 0.2, 0.1];

    /// <summary>The rows that are fitted on the loss; the thresholds follow from them.</summary>
    public static IReadOnlyList<Weight> Points { get; } = [.. Enum.GetValues<Weight>().Where(w => w < Weight.Likely)];

    /// <summary>The weights with their thresholds.</summary>
    public static WeightTable Fit(IReadOnlyList<Sample> samples)
    {
        var loss = new Loss(samples);
        WeightTable best = WeightTable.Started;
        double least = loss.Of(best);
        foreach (double step in Steps)
        {
            while (TryImprove(loss, step, ref best, ref least))
            {
            }
        }

        return Thresholds.Set(samples, best);
    }

    private static bool TryImprove(Loss loss, double step, ref WeightTable best, ref double least)
    {
        bool improved = false;
        foreach (Weight weight in Points)
        {
            foreach (double change in new[] { step, -step })
            {
                WeightTable changed = best.With(weight, Math.Round(best[weight] + change, 2));
                if (IsSensible(changed) && loss.Of(changed) is var found && found < least - 1e-9)
                {
                    (best, least, improved) = (changed, found, true);
                }
            }
        }

        return improved;
    }

    /// <summary>Stronger evidence weighs more, and what a capture lacks makes nothing surer.</summary>
    private static bool IsSensible(WeightTable weights) =>
        Points.All(w => weights[w] is >= 0 and <= MostPoints)
        && weights[Weight.ForWeak] >= LeastPointsOfEvidence && weights[Weight.AgainstWeak] >= LeastPointsOfEvidence
        && weights[Weight.ForStrong] >= weights[Weight.ForMedium] && weights[Weight.ForMedium] >= weights[Weight.ForWeak]
        && weights[Weight.AgainstStrong] >= weights[Weight.AgainstMedium] && weights[Weight.AgainstMedium] >= weights[Weight.AgainstWeak];
}
