using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Fitting;

/// <summary>Judges every scenario with weights that were fitted without it.</summary>
public static class CrossValidation
{
    /// <summary>One judgement for each sample, in the samples' order, and one for each as if its cause had no rule.</summary>
    public static IReadOnlyList<(Judgement Known, Judgement Unknown)> HeldOut(IReadOnlyList<Sample> samples)
    {
        var judgements = new (Judgement, Judgement)[samples.Count];
        Parallel.ForEach(samples.Select(s => s.Scenario).Distinct(), scenario =>
        {
            WeightTable weights = Fitter.Fit([.. samples.Where(s => s.Scenario != scenario)]);
            for (int i = 0; i < samples.Count; i++)
            {
                if (samples[i].Scenario == scenario)
                {
                    judgements[i] = (Judgement.Of(samples[i], weights), Judgement.Of(samples[i].WithoutAccepted, weights));
                }
            }
        });
        return judgements;
    }
}
