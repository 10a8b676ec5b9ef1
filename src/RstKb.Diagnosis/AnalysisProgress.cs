namespace RstKb.Diagnosis;

/// <summary>How far an analysis has come. Figures only grow.</summary>
/// <param name="Bytes">Bytes of the file as it was given that were read.</param>
/// <param name="Packets">Packets read.</param>
/// <param name="Flows">TCP flows found.</param>
/// <param name="Resets">Flows with a RST found.</param>
/// <param name="State"><c>surveying</c> during the first pass, <c>examining</c> during the second.</param>
public readonly record struct AnalysisProgress(long Bytes, long Packets, int Flows, int Resets, string State);
