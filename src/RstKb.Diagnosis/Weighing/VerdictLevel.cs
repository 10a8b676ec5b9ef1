namespace RstKb.Diagnosis.Weighing;

/// <summary>How sure.</summary>
public enum VerdictLevel
{
    Undetermined,
    Possible,
    Likely,
}
