namespace RstKb.Calibration.Labels;

/// <summary>What is true of one reset connection. It was told by the kernel that sent the RST or by whoever forged it, never by the analyzer.</summary>
/// <param name="Connection">Its ends.</param>
/// <param name="Cause">The cause's slug.</param>
/// <param name="Acceptable">Causes that this capture really cannot exclude.</param>
/// <param name="Made">How it was made; the same sentence for every capture of one scenario.</param>
public sealed record Label(Connection Connection, string Cause, IReadOnlyList<string> Acceptable, string Made)
{
    /// <summary>Whether a verdict counts as right.</summary>
    public bool Accepts(string cause) => cause == Cause || Acceptable.Contains(cause);
}
