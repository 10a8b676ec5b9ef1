namespace RstKb.Diagnosis.Weighing;

/// <summary>How good the verdicts under one condition are.</summary>
/// <param name="Counts">Verdicts.</param>
/// <param name="LogLoss">Mean of -ln(share that the accepted causes got); every scenario counts the same.</param>
/// <param name="Brier">Mean square of confidence minus rightness; every scenario counts the same.</param>
public sealed record ConditionMeasure(VerdictCounts Counts, double LogLoss, double Brier);
