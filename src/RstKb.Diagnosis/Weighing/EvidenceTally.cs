namespace RstKb.Diagnosis.Weighing;

/// <summary>How many observations of each strength speak for a cause and against it.</summary>
public record struct EvidenceTally
{
    public byte ForStrong { get; private set; }

    public byte ForMedium { get; private set; }

    public byte ForWeak { get; private set; }

    public byte AgainstStrong { get; private set; }

    public byte AgainstMedium { get; private set; }

    public byte AgainstWeak { get; private set; }

    /// <summary>Counts one observation.</summary>
    public void Add(Strength strength, bool speaks)
    {
        switch (strength)
        {
            case Strength.Strong when speaks: ForStrong++; break;
            case Strength.Medium when speaks: ForMedium++; break;
            case Strength.Weak when speaks: ForWeak++; break;
            case Strength.Strong: AgainstStrong++; break;
            case Strength.Medium: AgainstMedium++; break;
            default: AgainstWeak++; break;
        }
    }

    /// <summary>The sum in points; only a cause with more than 0 counts.</summary>
    public readonly double Score(WeightTable weights) =>
        ForStrong * weights[Weight.ForStrong] + ForMedium * weights[Weight.ForMedium] + ForWeak * weights[Weight.ForWeak]
        - AgainstStrong * weights[Weight.AgainstStrong] - AgainstMedium * weights[Weight.AgainstMedium] - AgainstWeak * weights[Weight.AgainstWeak];
}
