namespace RstKb.Diagnosis;

/// <summary>How much one observation is worth before the weights are fitted.</summary>
public enum Strength
{
    Weak = 1,
    Medium = 2,
    Strong = 4,
}

/// <summary>A fact with its figures, told once and used by every cause that it speaks for or against.</summary>
/// <param name="Code">A stable short name of this kind of fact.</param>
/// <param name="Text">One sentence, lower case at its start, without a final stop.</param>
/// <param name="Packets">The packets to look at.</param>
public sealed record Clue(string Code, string Text, params long[] Packets);

/// <summary>What a cause makes of a clue.</summary>
/// <param name="Clue">The fact.</param>
/// <param name="Strength">What it is worth.</param>
/// <param name="Speaks">For the cause, or against it.</param>
public sealed record Evidence(Clue Clue, Strength Strength, bool Speaks)
{
    /// <summary>Evidence for the cause.</summary>
    public static Evidence For(Strength strength, Clue clue) => new(clue, strength, true);

    /// <summary>Evidence against the cause.</summary>
    public static Evidence Against(Strength strength, Clue clue) => new(clue, strength, false);
}
