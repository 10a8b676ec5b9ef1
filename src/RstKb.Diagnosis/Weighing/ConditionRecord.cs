namespace RstKb.Diagnosis.Weighing;

/// <summary>The verdicts under one condition.</summary>
/// <param name="Name">For instance <c>cut at 68 bytes</c>.</param>
/// <param name="Started">With the weights that the fitting began with.</param>
/// <param name="Fitted">With fitted weights, each scenario judged by weights that were fitted without it.</param>
public sealed record ConditionRecord(string Name, ConditionMeasure Started, ConditionMeasure Fitted);
