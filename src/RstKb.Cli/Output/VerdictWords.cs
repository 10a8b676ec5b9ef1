namespace RstKb.Cli.Output;

/// <summary>A verdict in the words that RstKb always uses.</summary>
internal static class VerdictWords
{
    public const string CannotTell = "cannot tell";

    /// <summary>The cause's slug, or "cannot tell".</summary>
    public static string Cause(string? cause) => cause ?? CannotTell;

    /// <summary><c>likely 93%</c>, short for a table; empty where the packets cannot tell. A figure of 100 would promise what nobody can.</summary>
    public static string Level(string? cause, string level, double confidence) => cause is null ? "" : (level == "likely" ? Likely : Possible)[Figure(confidence)];

    /// <summary>Without decimals, from 0 to 99.</summary>
    public static string Percent(double confidence) => $"{Figure(confidence)} %";

    // A table may have a million of them.
    private static readonly string[] Likely = [.. Enumerable.Range(0, 100).Select(figure => $"likely {figure}%")];
    private static readonly string[] Possible = [.. Enumerable.Range(0, 100).Select(figure => $"possible {figure}%")];

    private static int Figure(double confidence) => Math.Clamp((int)Math.Round(confidence * 100), 0, 99);
}
