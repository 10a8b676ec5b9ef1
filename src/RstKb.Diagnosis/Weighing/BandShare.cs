namespace RstKb.Diagnosis.Weighing;

/// <summary>How many verdicts of a band were right.</summary>
/// <param name="Verdicts">All of them.</param>
/// <param name="Right">Those that were right.</param>
/// <param name="Low">Lower end of the 95 % interval of the share (Wilson, JASA 22, 1927); 0 without a verdict.</param>
/// <param name="High">Its upper end; 1 without a verdict.</param>
public sealed record BandShare(int Verdicts, int Right, double Low, double High)
{
    /// <summary>Two-sided 95 % of the normal distribution.</summary>
    private const double Z = 1.959964;

    /// <summary>The counts with their interval.</summary>
    public static BandShare Of(int verdicts, int right)
    {
        if (verdicts == 0)
        {
            return new BandShare(0, 0, 0, 1);
        }

        double share = right / (double)verdicts;
        double middle = share + Z * Z / (2 * verdicts);
        double half = Z * Math.Sqrt(share * (1 - share) / verdicts + Z * Z / (4.0 * verdicts * verdicts));
        double scale = 1 + Z * Z / verdicts;
        return new BandShare(verdicts, right, Math.Round(Math.Max(0, (middle - half) / scale), 4), Math.Round(Math.Min(1, (middle + half) / scale), 4));
    }
}
