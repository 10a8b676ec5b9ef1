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

    /// <summary>The likeliest cause alone, for those who want a million verdicts and no reasons.</summary>
    public static Judgement Judge(ResetScene scene)
    {
        Cause[] causes = Causes[(int)scene.Kind];
        Span<double> scores = stackalloc double[causes.Length];
        Span<double> shares = stackalloc double[causes.Length];
        var findings = new Findings();
        for (int i = 0; i < causes.Length; i++)
        {
            scores[i] = findings.Of(causes[i], scene).Score(WeightTable.Fitted);
        }

        Lack lack = LackReader.Of(scene);
        Odds.Share(scores, lack, WeightTable.Fitted, shares);
        int first = 0;
        for (int i = 1; i < causes.Length; i++)
        {
            // Of two that are equally likely the catalogue's first is the first.
            first = shares[i] > shares[first] ? i : first;
        }

        return new Judgement(VerdictLevels.Of(shares[first], lack, WeightTable.Fitted), shares[first] > 0 ? causes[first] : null, shares[first]);
    }

    /// <summary>All candidates with their reasons.</summary>
    public static Diagnosis Weigh(ResetScene scene) => Weigh(Examine(scene), LackReader.Of(scene), WeightTable.Fitted);

    /// <summary>What each cause has to say, where it says anything.</summary>
    public static List<Assessment> Examine(ResetScene scene)
    {
        var assessments = new List<Assessment>(UsualAssessments);
        var findings = new Findings();
        foreach (Cause cause in Causes[(int)scene.Kind])
        {
            EvidenceTally tally = findings.Of(cause, scene);
            if (tally != default)
            {
                assessments.Add(new Assessment(cause, findings.Kept, tally));
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
        Candidate? first = candidates.Count > 0 ? candidates[0] : null;
        double confidence = first?.Confidence ?? 0;
        return new Diagnosis(new Judgement(VerdictLevels.Of(confidence, lack, weights), first?.Cause, confidence), candidates, assessments);
    }
}

/// <summary>The first candidate, if there is one, and what may be said of it.</summary>
internal readonly record struct Judgement(VerdictLevel Level, Cause? First, double Confidence);

/// <summary>One cause with its evidence, before it is set against the others.</summary>
internal sealed record Assessment(Cause Cause, IReadOnlyList<Evidence> Evidence, EvidenceTally Tally);

/// <summary>One cause with its share.</summary>
internal sealed record Candidate(Cause Cause, double Confidence, IReadOnlyList<Evidence> Evidence);

/// <summary>The outcome: the verdict, candidates from the likeliest on, and all that had anything to say.</summary>
internal sealed record Diagnosis(Judgement Judgement, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Assessment> Assessments);
