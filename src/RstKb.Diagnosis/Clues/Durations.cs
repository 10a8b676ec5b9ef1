namespace RstKb.Diagnosis.Clues;

/// <summary>Durations as people read them: as many decimals as they deserve.</summary>
public static class Durations
{
    /// <param name="seconds">Seconds, not negative.</param>
    public static string Text(double seconds) => seconds switch
    {
        >= 100 => $"{seconds:0.0} s",
        >= 10 => $"{seconds:0.00} s",
        >= 1 => $"{seconds:0.000} s",
        >= 0.01 => $"{seconds * 1e3:0.0} ms",
        >= 0.001 => $"{seconds * 1e3:0.00} ms",
        _ => $"{seconds * 1e6:0} µs",
    };
}
