using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>Judges every scenario with weights that were fitted without it.</summary>
public static class CrossValidation
{
    /// <summary>One judgement for each sample, in the samples' order.</summary>
    public static IReadOnlyList<Judgement> HeldOut(IReadOnlyList<Sample> samples)
    {
        var judgements = new Judgement[samples.Count];
        string[] scenarios = [.. samples.Select(s => s.Scenario).Distinct()];
        Parallel.ForEach(scenarios, scenario =>
        {
            WeightTable weights = Fitter.Fit([.. samples.Where(s => s.Scenario != scenario)]);
            for (int i = 0; i < samples.Count; i++)
            {
                if (samples[i].Scenario == scenario)
                {
                    judgements[i] = Judgement.Of(samples[i], weights);
                }
            }
        });
        return judgements;
    }
}
