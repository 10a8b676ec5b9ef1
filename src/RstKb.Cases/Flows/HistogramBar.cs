namespace RstKb.Cases.Flows;

/// <summary>Resets within one bar of time.</summary>
public readonly record struct HistogramBar(int Harmful, int Benign, int NotKnown)
{
    /// <summary>All of them.</summary>
    public int Total => Harmful + Benign + NotKnown;
}
