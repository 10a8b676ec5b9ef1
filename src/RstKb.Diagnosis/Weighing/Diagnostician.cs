using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Weighing;

/// <summary>Weighs all causes' evidence against each other. It knows no cause by name.</summary>
internal static class Diagnostician
{
    private static readonly Cause[] Causes = [.. CauseCatalogue.All];

    public static Diagnosis Weigh(ResetScene scene)
    {
        var assessments = new List<Assessment>();
        double odds = 0;
        foreach (Cause cause in Causes)
        {
            List<Evidence>? evidence = null;
            double score = 0;
            foreach (Evidence item in cause.Examine(scene))
            {
                (evidence ??= []).Add(item);
                score += item.Speaks ? Weights.Of(item.Strength) : -Weights.Of(item.Strength);
            }

            if (evidence is not null)
            {
                assessments.Add(new Assessment(cause, evidence, score));
                odds += score > 0 ? Odds(score) : 0;
            }
        }

        double total = Odds(Weights.NoneOfThese + (scene.IsOneWay ? Weights.OneWayDoubt : 0)) + odds;
        var candidates = new List<Candidate>(assessments.Count);
        foreach (Assessment assessment in assessments)
        {
            if (assessment.Score > 0)
            {
                candidates.Add(new Candidate(assessment.Cause, Odds(assessment.Score) / total, assessment.Evidence));
            }
        }

        candidates.Sort(static (a, b) => b.Confidence.CompareTo(a.Confidence) is not 0 and var order ? order : string.CompareOrdinal(a.Cause.Slug, b.Cause.Slug));
        return new Diagnosis(Level(candidates), candidates, assessments);
    }

    private static VerdictLevel Level(List<Candidate> candidates)
    {
        if (candidates.Count == 0 || candidates[0].Confidence < Weights.Possible)
        {
            return VerdictLevel.Undetermined;
        }

        double second = candidates.Count > 1 ? candidates[1].Confidence : 0;
        bool clear = candidates[0].Confidence >= Weights.Likely && candidates[0].Confidence - second >= Weights.Lead;
        return clear ? VerdictLevel.Likely : VerdictLevel.Possible;
    }

    private static double Odds(double score) => Math.Exp(Weights.Sharpness * score);
}

/// <summary>One cause with its evidence, before it is set against the others.</summary>
internal sealed record Assessment(Cause Cause, IReadOnlyList<Evidence> Evidence, double Score);

/// <summary>One cause with its share.</summary>
internal sealed record Candidate(Cause Cause, double Confidence, IReadOnlyList<Evidence> Evidence);

/// <summary>The outcome: candidates from the likeliest on, and all that had anything to say.</summary>
internal sealed record Diagnosis(VerdictLevel Level, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Assessment> Assessments);

/// <summary>How sure.</summary>
internal enum VerdictLevel
{
    Undetermined,
    Possible,
    Likely,
}
