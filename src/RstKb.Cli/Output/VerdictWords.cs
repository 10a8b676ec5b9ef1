using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>A verdict in the words that RstKb always uses.</summary>
internal static class VerdictWords
{
    public const string CannotTell = "cannot tell";

    /// <summary>The cause's slug, or "cannot tell".</summary>
    public static string Cause(VerdictReport verdict) => verdict.Cause ?? CannotTell;

    /// <summary><c>likely 93%</c>, short for a table; empty where the packets cannot tell. A figure of 100 would promise what nobody can.</summary>
    public static string Level(VerdictReport verdict) => verdict.Cause is null ? "" : $"{verdict.Level} {Figure(verdict.Confidence)}%";

    /// <summary>Without decimals, from 0 to 99.</summary>
    public static string Percent(double confidence) => $"{Figure(confidence)} %";

    private static int Figure(double confidence) => Math.Clamp((int)Math.Round(confidence * 100), 0, 99);
}
