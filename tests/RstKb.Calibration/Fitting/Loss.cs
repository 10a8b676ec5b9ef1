using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>
/// How badly weights tell the truth of labelled resets. Of each sample it takes -ln(share that the accepted causes got), or that "none of these" got where
/// no accepted cause had anything for it; and, since no catalogue is complete, to a small part -ln(share that "none of these" gets once the accepted causes
/// are taken away). The mean is raised by a penalty for every point by which a weight has left the value that it started with.
/// </summary>
public sealed class Loss
{
    /// <summary>The part of resets whose cause is assumed to be in no catalogue.</summary>
    private const double UnknownCauses = 0.1;

    /// <summary>A weight that leaves its start by two points must lower the mean loss by four times this.</summary>
    private const double PenaltyPerSquarePoint = 0.005;

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
            sum += weight * ((1 - UnknownCauses) * OfKnown(sample, weights) + UnknownCauses * OfUnknown(sample.WithoutAccepted, weights));
        }

        return sum / total + Penalty(weights);
    }

    /// <summary>The loss of one sample whose cause has a rule.</summary>
    public static double OfKnown(Sample sample, WeightTable weights)
    {
        Span<double> shares = stackalloc double[sample.Found.Causes.Count];
        sample.Weigh(weights, shares);
        double accepted = 0;
        double none = 1;
        for (int i = 0; i < shares.Length; i++)
        {
            accepted += sample.Accepted[i] ? shares[i] : 0;
            none -= shares[i];
        }

        return -Math.Log(Math.Max(LeastShare, accepted > 0 ? accepted : none));
    }

    private static double OfUnknown(Sample sample, WeightTable weights)
    {
        Span<double> shares = stackalloc double[sample.Found.Causes.Count];
        sample.Weigh(weights, shares);
        double none = 1;
        foreach (double share in shares)
        {
            none -= share;
        }

        return -Math.Log(Math.Max(LeastShare, none));
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
