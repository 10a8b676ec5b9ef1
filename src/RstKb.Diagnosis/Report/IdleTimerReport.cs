namespace RstKb.Diagnosis.Report;

/// <summary>A silence that fits a known idle timer.</summary>
/// <param name="Seconds">The silence.</param>
/// <param name="Matches">All products whose default fits, never one alone.</param>
public sealed record IdleTimerReport(double Seconds, IReadOnlyList<string> Matches)
{
    /// <summary>The longest silence that a connection to the same server outlived; null where no timer is bracketed.</summary>
    public double? LongestSurvivedSeconds { get; init; }

    /// <summary>The shortest silence that ended in a reset of a connection to the same server; null where no timer is bracketed.</summary>
    public double? ShortestResetSeconds { get; init; }
}
