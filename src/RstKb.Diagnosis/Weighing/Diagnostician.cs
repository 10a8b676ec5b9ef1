using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Weighing;

/// <summary>Weighs all causes' evidence against each other. It knows no cause by name.</summary>
internal static class Diagnostician
{
    public static Diagnosis Weigh(ResetScene scene)
    {
        var assessments = new List<Assessment>();
        foreach (Cause cause in CauseCatalogue.All)
        {
            List<Evidence> evidence = [.. cause.Examine(scene)];
            if (evidence.Count > 0)
            {
                assessments.Add(new Assessment(cause, evidence, evidence.Sum(e => e.Speaks ? Weights.Of(e.Strength) : -Weights.Of(e.Strength))));
            }
        }

        double total = Odds(Weights.NoneOfThese + (scene.IsOneWay ? Weights.OneWayDoubt : 0)) + assessments.Where(a => a.Score > 0).Sum(a => Odds(a.Score));
        List<Candidate> candidates =
        [
            .. assessments.Where(a => a.Score > 0)
                .Select(a => new Candidate(a.Cause, Odds(a.Score) / total, a.Evidence))
                .OrderByDescending(c => c.Confidence)
                .ThenBy(c => c.Cause.Slug, StringComparer.Ordinal),
        ];
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
