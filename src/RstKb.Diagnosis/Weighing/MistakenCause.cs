namespace RstKb.Diagnosis.Weighing;

/// <summary>A cause that was named although it was another.</summary>
/// <param name="Cause">The slug that was named.</param>
/// <param name="Whole">Verdicts on captures as they were taken.</param>
/// <param name="Limited">Verdicts on captures after a part was taken from them.</param>
/// <param name="Likely">Of both, those that were called likely.</param>
public sealed record MistakenCause(string Cause, int Whole, int Limited, int Likely);
