using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Samples;

/// <summary>What was found about one labelled reset under one condition, to be weighed with any weights.</summary>
public sealed class Sample
{
    private readonly Lazy<Sample> withoutAccepted;

    /// <param name="scenario">What is left out together in cross-validation.</param>
    /// <param name="condition">Name of the condition.</param>
    /// <param name="cause">The true cause.</param>
    /// <param name="found">What the causes had to say.</param>
    /// <param name="accepted">For each of them, whether the verdict would be right.</param>
    /// <param name="share">See <see cref="Share"/>.</param>
    public Sample(string scenario, string condition, string cause, ResetTally found, IReadOnlyList<bool> accepted, double share = 1)
    {
        (Scenario, Condition, Cause, Found, Accepted, Share) = (scenario, condition, cause, found, accepted, share);
        Signature = string.Join(' ', found.Causes.Select((c, i) => $"{c.Cause}:{c.Evidence}:{accepted[i]}")) + $" {cause} {found.Lack}";
        withoutAccepted = new Lazy<Sample>(() => new Sample(scenario, condition, cause, found with { Causes = [.. found.Causes.Where((_, i) => !accepted[i])] }, [.. accepted.Where(a => !a)], share));
    }

    public string Scenario { get; }

    public string Condition { get; }

    public string Cause { get; }

    public ResetTally Found { get; }

    /// <summary>As long as <see cref="ResetTally.Causes"/>.</summary>
    public IReadOnlyList<bool> Accepted { get; }

    /// <summary>How much it counts in the fit: under each condition every scenario counts the same, however many captures and connections it has.</summary>
    public double Share { get; }

    /// <summary>Alike for two samples that no weights can tell apart.</summary>
    public string Signature { get; }

    /// <summary>The same reset as it would look if its true cause and all acceptable ones had no rule.</summary>
    public Sample WithoutAccepted => withoutAccepted.Value;

    /// <summary>The same with another share.</summary>
    public Sample Counting(double share) => new(Scenario, Condition, Cause, Found, Accepted, share);

    /// <summary>Writes the causes' shares into a span as long as <see cref="Accepted"/>.</summary>
    public void Weigh(WeightTable weights, Span<double> shares)
    {
        Span<double> scores = stackalloc double[shares.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Found.Causes[i].Evidence.Score(weights);
        }

        Odds.Share(scores, Found.Lack, weights, shares);
    }
}
