using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>From which confidence on a verdict may be called likely: as measured, for whole captures and for each way in which one shows less.</summary>
public static class Thresholds
{
    /// <summary>The share of likely verdicts that must be right, under each condition by itself.</summary>
    public const double LeastRight = 0.985;

    /// <summary>Fewer verdicts show too little: even if all of so many are right, up to 4 % may be wrong (95 % certainty).</summary>
    private const int FewestVerdicts = 75;

    private const double Lowest = 0.65;

    /// <summary>Where the capture shows less, what is at hand for measuring is a sample of the many ways to err, so a verdict must be surer from the start.</summary>
    private const double LowestWhereSomethingLacks = 0.9;


    /// <summary>Where verdicts would have to be surer than this, too few are left to show anything: then none is called likely.</summary>
    private const double Highest = 0.95;

    /// <summary>The same weights with thresholds that fit them.</summary>
    public static WeightTable Set(IReadOnlyList<Sample> samples, WeightTable weights)
    {
        List<Judgement> judgements = [.. samples.Select(s => Judgement.Of(s, weights))];
        WeightTable table = weights.With(Weight.Likely, Lowest);
        table = table.With(Weight.Likely, From([.. judgements.Where(j => j.Sample.Found.Lack == Lack.Nothing)], Lowest));
        Lack done = Lack.Nothing;
        foreach ((Lack lack, Weight row) in VerdictLevels.Rows)
        {
            // Where two things lack, the stricter threshold counts, so each is measured on what the rows before it leave.
            table = table.With(row, From([.. judgements.Where(j => (j.Sample.Found.Lack & (lack | done)) == lack)], Math.Max(LowestWhereSomethingLacks, table[Weight.Likely])));
            done |= lack;
        }

        return table;
    }

    /// <summary>The lowest hundredth from which on verdicts are right often enough under every condition; 1 where none is.</summary>
    private static double From(List<Judgement> judgements, double lowest)
    {
        List<IGrouping<string, Judgement>> conditions = [.. judgements.GroupBy(j => j.Sample.Condition)];
        for (double threshold = lowest; threshold <= Highest; threshold = Math.Round(threshold + 0.01, 2))
        {
            if (judgements.Count(j => j.Confidence >= threshold) >= FewestVerdicts && conditions.TrueForAll(c => IsEnough(c, threshold)))
            {
                return threshold;
            }
        }

        return 1;
    }

    private static bool IsEnough(IEnumerable<Judgement> judgements, double threshold)
    {
        List<Judgement> likely = [.. judgements.Where(j => j.Confidence >= threshold)];
        return likely.Count(j => j.IsRight) >= LeastRight * likely.Count;
    }
}
