namespace RstKb.Diagnosis.Weighing;

/// <summary>The verdicts about resets of one true cause.</summary>
/// <param name="Cause">Its slug.</param>
/// <param name="Whole">On captures as they were taken.</param>
/// <param name="Limited">On the same captures after a part was taken from them.</param>
/// <param name="MistakenFor">What it was wrongly said to be, the most frequent first.</param>
public sealed record CauseRecord(string Cause, VerdictCounts Whole, VerdictCounts Limited, IReadOnlyList<MistakenCause> MistakenFor);
