using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Samples;

/// <summary>What was found about one labelled reset under one condition, to be weighed with any weights.</summary>
/// <param name="Scenario">What is left out together in cross-validation.</param>
/// <param name="Condition">Name of the condition.</param>
/// <param name="Cause">The true cause.</param>
/// <param name="Found">What the causes had to say.</param>
/// <param name="Accepted">For each of them, whether the verdict would be right; as long as <see cref="ResetTally.Causes"/>.</param>
public sealed record Sample(string Scenario, string Condition, string Cause, ResetTally Found, IReadOnlyList<bool> Accepted)
{
    /// <summary>How much it counts in the fit: every scenario counts the same under each condition, however many captures and connections it has.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Alike for two samples that no weights can tell apart.</summary>
    public string Signature => string.Join(' ', Found.Causes.Select((c, i) => $"{c.Cause}:{c.Evidence}:{Accepted[i]}")) + Found.Lack;
}
