namespace RstKb.Diagnosis;

/// <summary>How much one observation is worth before the weights are fitted.</summary>
public enum Strength
{
    Weak = 1,
    Medium = 2,
    Strong = 4,
}
