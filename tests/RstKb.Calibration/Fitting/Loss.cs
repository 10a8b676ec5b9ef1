using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>
/// How badly weights tell the truth of labelled resets: the mean of -ln(share that the accepted causes got), or that "none of these" got where no accepted
/// cause had anything for it; plus a penalty for every point by which a weight has left the value that it started with.
/// </summary>
public sealed class Loss
{
    /// <summary>A weight that leaves its start by two points must lower the mean loss by this four times over.</summary>
    private const double PenaltyPerSquarePoint = 0.001;

    /// <summary>A share of nothing would cost without end.</summary>
    private const double LeastShare = 1e-6;

    private readonly List<(Sample Sample, double Weight)> distinct;
    private readonly double total;

    public Loss(IEnumerable<Sample> samples)
    {
        distinct = [.. samples.GroupBy(s => s.Signature).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.First(), g.Sum(s => s.Share)))];
        total = distinct.Sum(d => d.Weight);
    }

    /// <summary>Loss and penalty of these weights.</summary>
    public double Of(WeightTable weights)
    {
        double sum = 0;
        foreach ((Sample sample, double weight) in distinct)
        {
            sum += weight * Of(sample, weights);
        }

        return sum / total + Penalty(weights);
    }

    /// <summary>The loss of one sample.</summary>
    public static double Of(Sample sample, WeightTable weights)
    {
        Span<double> shares = stackalloc double[sample.Found.Causes.Count];
        Share(sample, weights, shares);
        double accepted = 0;
        double none = 1;
        for (int i = 0; i < shares.Length; i++)
        {
            accepted += sample.Accepted[i] ? shares[i] : 0;
            none -= shares[i];
        }

        return -Math.Log(Math.Max(LeastShare, accepted > 0 ? accepted : none));
    }

    /// <summary>The shares of the causes of a sample.</summary>
    public static void Share(Sample sample, WeightTable weights, Span<double> shares)
    {
        Span<double> scores = stackalloc double[sample.Found.Causes.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = sample.Found.Causes[i].Evidence.Score(weights);
        }

        Odds.Share(scores, sample.Found.Lack, weights, shares);
    }

    private static double Penalty(WeightTable weights)
    {
        double sum = 0;
        foreach (Weight weight in Fitter.Points)
        {
            double step = weights[weight] - WeightTable.Started[weight];
            sum += step * step;
        }

        return PenaltyPerSquarePoint * sum;
    }
}
