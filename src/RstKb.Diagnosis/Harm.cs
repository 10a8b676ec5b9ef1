namespace RstKb.Diagnosis;

/// <summary>Whether the reset cost anything.</summary>
public enum Harm
{
    Unknown,
    Benign,
    Harmful,
}
