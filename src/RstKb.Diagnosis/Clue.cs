namespace RstKb.Diagnosis;

/// <summary>A fact with its figures, told once and used by every cause that it speaks for or against.</summary>
/// <param name="Code">A stable short name of this kind of fact.</param>
/// <param name="Text">One sentence, lower case at its start, without a final stop.</param>
/// <param name="Packets">The packets to look at.</param>
public sealed record Clue(string Code, string Text, params long[] Packets);
