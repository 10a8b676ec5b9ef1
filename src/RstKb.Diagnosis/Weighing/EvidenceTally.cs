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
    public void Add(Evidence evidence)
    {
        switch (evidence)
        {
            case { Speaks: true, Strength: Strength.Strong }: ForStrong++; break;
            case { Speaks: true, Strength: Strength.Medium }: ForMedium++; break;
            case { Speaks: true }: ForWeak++; break;
            case { Strength: Strength.Strong }: AgainstStrong++; break;
            case { Strength: Strength.Medium }: AgainstMedium++; break;
            default: AgainstWeak++; break;
        }
    }

    /// <summary>The sum in points; only a cause with more than 0 counts.</summary>
    public readonly double Score(WeightTable weights) =>
        ForStrong * weights[Weight.ForStrong] + ForMedium * weights[Weight.ForMedium] + ForWeak * weights[Weight.ForWeak]
        - AgainstStrong * weights[Weight.AgainstStrong] - AgainstMedium * weights[Weight.AgainstMedium] - AgainstWeak * weights[Weight.AgainstWeak];
}
