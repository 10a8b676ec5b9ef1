using RstKb.Calibration.Conditions;
using RstKb.Calibration.Fitting;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Results;

/// <summary>Makes the tables that are kept from judgements.</summary>
public static class Measuring
{
    /// <summary>Where one band of confidence ends and the next begins.</summary>
    private static readonly double[] Edges = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01];

    private static readonly string[] Levels = ["likely", "possible"];

    /// <param name="sources">Where the labelled captures came from.</param>
    /// <param name="started">Every sample judged with the weights that the fitting began with.</param>
    /// <param name="fitted">Every sample judged with fitted weights.</param>
    /// <param name="unknown">Every sample judged as if its cause had no rule.</param>
    public static CalibrationRecord Record(IReadOnlyList<CaptureSource> sources, IReadOnlyList<Judgement> started, IReadOnlyList<Judgement> fitted, IReadOnlyList<Judgement> unknown) => new()
    {
        Engine = Engine.Version,
        Sources = sources,
        Scenarios = fitted.Select(j => j.Sample.Scenario).Distinct().Count(),
        Verdicts = fitted.Count,
        Conditions = [.. Condition.All.Where(c => fitted.Any(j => j.Sample.Condition == c.Name)).Select(c => new ConditionRecord(c.Name, Measure(started, c), Measure(fitted, c)))],
        Bands = [.. Levels.SelectMany(level => Bands(level, fitted))],
        Causes = [.. fitted.GroupBy(j => j.Sample.Cause).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => OfCause(g.Key, [.. g]))],
        CauseUnknown = Judgement.Count(unknown),
    };

    private static ConditionMeasure Measure(IEnumerable<Judgement> all, Condition condition)
    {
        List<Judgement> judgements = [.. all.Where(j => j.Sample.Condition == condition.Name)];
        double total = judgements.Sum(j => j.Sample.Share);
        return new ConditionMeasure(
            Judgement.Count(judgements),
            Math.Round(judgements.Sum(j => j.LogLoss * j.Sample.Share) / total, 4),
            Math.Round(judgements.Sum(j => Math.Pow(j.Confidence - (j.IsRight ? 1 : 0), 2) * j.Sample.Share) / total, 4));
    }

    private static IEnumerable<ConfidenceBand> Bands(string level, IReadOnlyList<Judgement> all)
    {
        VerdictLevel wanted = level == "likely" ? VerdictLevel.Likely : VerdictLevel.Possible;
        for (int i = Edges.Length - 2; i >= 0; i--)
        {
            List<Judgement> band = [.. all.Where(j => j.Level == wanted && j.Confidence >= Edges[i] && j.Confidence < Edges[i + 1])];
            if (band.Count > 0)
            {
                ILookup<bool, Judgement> byWholeness = band.ToLookup(j => j.Sample.Condition == Condition.Whole.Name);
                yield return new ConfidenceBand(level, Edges[i], Edges[i + 1], Share([.. byWholeness[true]]), Share([.. byWholeness[false]]));
            }
        }
    }

    private static BandShare Share(List<Judgement> judgements) => BandShare.Of(judgements.Count, judgements.Count(j => j.IsRight));

    private static CauseRecord OfCause(string cause, List<Judgement> judgements)
    {
        ILookup<bool, Judgement> byWholeness = judgements.ToLookup(j => j.Sample.Condition == Condition.Whole.Name);
        return new CauseRecord(
            cause,
            Judgement.Count([.. byWholeness[true]]),
            Judgement.Count([.. byWholeness[false]]),
            [
                .. judgements.Where(j => j.Level != VerdictLevel.Undetermined && !j.IsRight)
                    .GroupBy(j => j.Cause!)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new MistakenCause(g.Key, g.Count(IsWhole), g.Count(j => !IsWhole(j)), g.Count(j => j.Level == VerdictLevel.Likely))),
            ]);
    }

    private static bool IsWhole(Judgement judgement) => judgement.Sample.Condition == Condition.Whole.Name;
}
