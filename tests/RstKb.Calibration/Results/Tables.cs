using System.Globalization;
using System.Text;
using RstKb.Calibration.Fitting;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Results;

/// <summary>Prints weights and measurements for a terminal.</summary>
public static class Tables
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Print(WeightTable weights)
    {
        var text = new StringBuilder().AppendLine(Culture, $"{"weight",-32}{"started",9}{"fitted",9}");
        foreach (Weight weight in Enum.GetValues<Weight>())
        {
            text.AppendLine(Culture, $"{WeightTable.NameOf(weight),-32}{WeightTable.Started[weight],9:0.00}{weights[weight],9:0.00}");
        }

        return text.ToString();
    }

    public static string Print(CalibrationRecord record)
    {
        var text = new StringBuilder();
        text.AppendLine(Culture, $"{record.Verdicts} verdicts on {record.Captures} captures of {record.Scenarios} scenarios").AppendLine();
        text.AppendLine(Culture, $"{"condition",-38}{"verdicts",9}{"right",16}{"open",14}{"likely",14}{"likely right",16}{"log loss",17}{"Brier",17}");
        foreach (ConditionRecord row in record.Conditions)
        {
            ConditionMeasure a = row.Started;
            ConditionMeasure b = row.Fitted;
            text.AppendLine(
                Culture,
                $"{row.Name,-38}{a.Counts.All,9}{Change(a.Counts.Right, a.Counts.All, b.Counts.Right, b.Counts.All),16}{Change(a.Counts.Undetermined, a.Counts.All, b.Counts.Undetermined, b.Counts.All),14}{$"{a.Counts.Likely} > {b.Counts.Likely}",14}{Change(a.Counts.LikelyRight, a.Counts.Likely, b.Counts.LikelyRight, b.Counts.Likely),16}{$"{a.LogLoss:0.000} > {b.LogLoss:0.000}",17}{$"{a.Brier:0.000} > {b.Brier:0.000}",17}");
        }

        text.AppendLine().AppendLine(Culture, $"{"confidence",-22}{"whole",7}{"right",8}{"95 % interval",18}{"limited",10}{"right",8}{"95 % interval",18}");
        foreach (ConfidenceBand band in record.Bands)
        {
            text.AppendLine(Culture, $"{$"{band.Level} {band.From:0.00} to {Math.Min(1, band.To):0.00}",-22}{band.Whole.Verdicts,7}{Percent(band.Whole.Right, band.Whole.Verdicts),8}{Interval(band.Whole),18}{band.Limited.Verdicts,10}{Percent(band.Limited.Right, band.Limited.Verdicts),8}{Interval(band.Limited),18}");
        }

        text.AppendLine().AppendLine(Culture, $"{"cause",-26}{"whole",7}{"right",8}{"limited",10}{"right",8}{"open",8}  mistaken for");
        foreach (CauseRecord row in record.Causes)
        {
            string mistaken = string.Join(", ", row.MistakenFor.Select(m => $"{m.Cause} {m.Whole + m.Limited}{(m.Likely > 0 ? $" ({m.Likely} likely)" : "")}"));
            text.AppendLine(Culture, $"{row.Cause,-26}{row.Whole.All,7}{Percent(row.Whole.Right, row.Whole.All),8}{row.Limited.All,10}{Percent(row.Limited.Right, row.Limited.All),8}{Percent(row.Limited.Undetermined, row.Limited.All),8}  {mistaken}");
        }

        VerdictCounts unknown = record.CauseUnknown;
        return text.AppendLine().AppendLine(Culture, $"If the true cause had no rule: {Percent(unknown.Undetermined, unknown.All)} open, {Percent(unknown.Likely, unknown.All)} wrongly likely").ToString();
    }

    /// <summary>The verdicts that were called likely and are wrong, alike ones once.</summary>
    public static string PrintWrong(IEnumerable<Judgement> judgements)
    {
        var text = new StringBuilder().AppendLine("Likely and wrong:");
        foreach (var group in judgements.Where(j => j.Level == VerdictLevel.Likely && !j.IsRight)
            .GroupBy(j => $"{j.Sample.Condition}: {j.Sample.Cause} taken for {j.Cause} ({j.Sample.Scenario.Split(' ')[0]})")
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.AppendLine(Culture, $"{group.Count(),5}  {group.Key}, {group.Min(j => j.Confidence):0.00} to {group.Max(j => j.Confidence):0.00}");
        }

        return text.ToString();
    }

    private static string Change(int before, int ofBefore, int after, int ofAfter) => $"{Percent(before, ofBefore)} > {Percent(after, ofAfter)}";

    private static string Percent(int part, int whole) => whole == 0 ? "-" : string.Create(Culture, $"{100.0 * part / whole:0.0}%");

    private static string Interval(BandShare share) => share.Verdicts == 0 ? "-" : string.Create(Culture, $"{100 * share.Low:0.0} to {100 * share.High:0.0}%");
}
