namespace RstKb.Diagnosis.Weighing;

/// <summary>Where labelled captures came from.</summary>
/// <param name="Name">For instance <c>lab, seed 7</c>.</param>
/// <param name="Captures">Their number.</param>
public sealed record CaptureSource(string Name, int Captures);
