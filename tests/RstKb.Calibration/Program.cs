using RstKb.Calibration.Fitting;
using RstKb.Calibration.Labels;
using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

int cut = Array.IndexOf(args, "--test");
IReadOnlyList<Sample> Read(IEnumerable<string> dirs)
{
    var caps = Scenarios.Name([.. dirs.SelectMany(LabelReader.Read)]);
    Console.Error.WriteLine($"{caps.Count} captures {caps.Select(c => c.Scenario).Distinct().Count()} scenarios");
    return SampleCollector.Collect(caps);
}
var sw = System.Diagnostics.Stopwatch.StartNew();
var samples = Read(cut < 0 ? args : args[..cut]);
Console.Error.WriteLine($"{samples.Count} samples {samples.Select(s => s.Signature).Distinct().Count()} distinct {sw.Elapsed}");
var fitted = Fitter.Fit(samples);
Console.Error.WriteLine($"{sw.Elapsed}");
Console.WriteLine(fitted.ToCsv());
void Show(string title, IReadOnlyList<Judgement> js)
{
    Console.WriteLine(title);
    foreach (var g in js.GroupBy(j => j.Sample.Condition).Append(js.GroupBy(_ => "all").First()))
    {
        double n = g.Sum(j => j.Sample.Share);
        var lik = g.Where(j => j.Level == VerdictLevel.Likely).ToList();
        Console.WriteLine($"{g.Key,-38} n={g.Count(),5} right={g.Sum(j => j.IsRight && j.Level > 0 ? j.Sample.Share : 0) / n:0.000} top={g.Sum(j => j.IsRight ? j.Sample.Share : 0) / n:0.000} und={g.Sum(j => j.Level == 0 ? j.Sample.Share : 0) / n:0.000} loss={g.Sum(j => j.Loss * j.Sample.Share) / n:0.0000} brier={g.Sum(j => Math.Pow(j.Confidence - (j.IsRight ? 1 : 0), 2) * j.Sample.Share) / n:0.0000} likely={lik.Count} {lik.Sum(j=>j.Sample.Share)/n:0.000} right={lik.Count(j => j.IsRight) / (double)lik.Count:0.0000}");
    }
    double[] b = [0, .3, .4, .5, .6, .65, .7, .75, .8, .85, .9, .95, 1.01];
    for (int i = 0; i + 1 < b.Length; i++)
    {
        var g = js.Where(j => j.Confidence >= b[i] && j.Confidence < b[i + 1] && j.Confidence > 0).ToList();
        var h = g.Where(j => j.Sample.Condition == "as captured").ToList();
        Console.WriteLine($"{b[i]:0.00} {g.Count,5} {g.Count(j => j.IsRight) / (double)g.Count:0.000}   whole {h.Count} {h.Count(j => j.IsRight) / (double)h.Count:0.000}");
    }
}
Show("started", [.. samples.Select(s => Judgement.Of(s, WeightTable.Started))]);
Show("fitted", [.. samples.Select(s => Judgement.Of(s, fitted))]);
if (cut >= 0)
{
    Show("test", [.. Read(args[(cut + 1)..]).Select(s => Judgement.Of(s, fitted))]);
}

Show("held out", CrossValidation.HeldOut(samples));
Console.Error.WriteLine($"{sw.Elapsed}");
