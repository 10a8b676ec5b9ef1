namespace RstKb.Diagnosis.Weighing;

/// <summary>Where one level of verdict ends and the next begins.</summary>
public static class VerdictLevels
{
    /// <param name="confidence">The first candidate's, from 0 to 1; 0 where there is none.</param>
    /// <param name="weights">Holds the two thresholds. That of <c>likely</c> is above one half, so what is likely is also well ahead.</param>
    public static VerdictLevel Of(double confidence, WeightTable weights) =>
        confidence >= weights[Weight.Likely] ? VerdictLevel.Likely : confidence >= weights[Weight.Possible] ? VerdictLevel.Possible : VerdictLevel.Undetermined;
}
