namespace RstKb.Diagnosis;

/// <summary>What a cause makes of a clue.</summary>
/// <param name="Clue">The fact.</param>
/// <param name="Strength">What it is worth.</param>
/// <param name="Speaks">For the cause, or against it.</param>
public sealed record Evidence(Clue Clue, Strength Strength, bool Speaks);
