using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Weighing;

/// <summary>Weighs all causes' evidence against each other. It knows no cause by name.</summary>
internal static class Diagnostician
{
    // For each kind of reset the causes that can have made it, in the catalogue's order.
    private static readonly Cause[][] Causes =
        [.. Enumerable.Range(0, (int)ResetKinds.Any + 1).Select(kind => CauseCatalogue.All.Where(cause => (cause.Kinds & (ResetKinds)kind) == (ResetKinds)kind).ToArray())];

    /// <summary>So many causes have something to say of most resets.</summary>
    private const int UsualAssessments = 8;

    public static Diagnosis Weigh(ResetScene scene) => Weigh(Examine(scene), LackReader.Of(scene), WeightTable.Fitted);

    /// <summary>What each cause has to say, where it says anything.</summary>
    public static List<Assessment> Examine(ResetScene scene)
    {
        var assessments = new List<Assessment>(UsualAssessments);
        foreach (Cause cause in Causes[(int)scene.Kind])
        {
            Findings findings = Findings.Of(cause, scene);
            if (!findings.IsEmpty)
            {
                assessments.Add(new Assessment(cause, findings.Kept, findings.Tally));
            }
        }

        return assessments;
    }

    private static Diagnosis Weigh(List<Assessment> assessments, Lack lack, WeightTable weights)
    {
        Span<double> scores = stackalloc double[assessments.Count];
        Span<double> shares = stackalloc double[assessments.Count];
        for (int i = 0; i < assessments.Count; i++)
        {
            scores[i] = assessments[i].Tally.Score(weights);
        }

        Odds.Share(scores, lack, weights, shares);
        var candidates = new List<Candidate>(assessments.Count);
        for (int i = 0; i < assessments.Count; i++)
        {
            if (scores[i] > 0)
            {
                candidates.Add(new Candidate(assessments[i].Cause, shares[i], assessments[i].Evidence));
            }
        }

        candidates.Sort(static (a, b) => b.Confidence.CompareTo(a.Confidence) is not 0 and var order ? order : string.CompareOrdinal(a.Cause.Slug, b.Cause.Slug));
        return new Diagnosis(VerdictLevels.Of(candidates.Count > 0 ? candidates[0].Confidence : 0, lack, weights), candidates, assessments);
    }
}

/// <summary>One cause with its evidence, before it is set against the others.</summary>
internal sealed record Assessment(Cause Cause, IReadOnlyList<Evidence> Evidence, EvidenceTally Tally);

/// <summary>One cause with its share.</summary>
internal sealed record Candidate(Cause Cause, double Confidence, IReadOnlyList<Evidence> Evidence);

/// <summary>The outcome: candidates from the likeliest on, and all that had anything to say.</summary>
internal sealed record Diagnosis(VerdictLevel Level, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Assessment> Assessments);
