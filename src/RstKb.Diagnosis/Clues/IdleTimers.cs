namespace RstKb.Diagnosis.Clues;

/// <summary>Where a known idle timer runs.</summary>
public enum IdleTimerKind
{
    /// <summary>In a device between the ends, which drops or resets.</summary>
    Path,

    /// <summary>In a server or proxy that ends the connection with a FIN.</summary>
    Server,
}

/// <summary>Default idle timers of products (idle-timers.csv). A silence may fit several; all of them are named, never one alone.</summary>
public static class IdleTimers
{
    private const double ToleranceShare = 0.02;
    private const double ToleranceSeconds = 2;

    private static readonly Lazy<IReadOnlyList<Timer>> Known = new(Load);

    /// <summary>Vendor and product of every default within 2 % or 2 s (for timers of a minute and more) of the silence.</summary>
    public static IReadOnlyList<string> Match(double seconds, IdleTimerKind kind) =>
        [.. Known.Value.Where(t => t.Kind == kind && Fits(seconds, t.Seconds)).Select(t => t.Name).Distinct()];

    /// <summary>Vendor and product of every device whose default fits and which resets both ends when it fires.</summary>
    public static IReadOnlyList<string> MatchAtExpiry(double seconds) =>
        [.. Known.Value.Where(t => t.ResetsAtExpiry && t.Kind == IdleTimerKind.Path && Fits(seconds, t.Seconds)).Select(t => t.Name).Distinct()];

    /// <summary>
    /// Vendor and product of every default that lies between a silence that was survived and one that was not. A timer may fire late by its sweep, so the longer silence's tolerance counts.
    /// </summary>
    public static IReadOnlyList<string> Between(double survived, double reset, IdleTimerKind kind) =>
        [.. Known.Value.Where(t => t.Kind == kind && t.Seconds > survived && t.Seconds <= reset + 0.1).Select(t => t.Name).Distinct()];

    /// <summary>The names as a sentence ends with them. A default never stands alone: whatever else is on the path may be set to the same time.</summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count == 1 ? $"{names[0]}, and of anything else that is set to it" : string.Join(", ", names);

    private static bool Fits(double silence, double timer)
    {
        // Timers of a few seconds fire within their sweep: node adds a second to its own.
        double tolerance = timer >= 60 ? Math.Max(ToleranceSeconds, timer * ToleranceShare) : 1.1;
        return silence >= timer - 0.1 && silence <= timer + tolerance;
    }

    private static List<Timer> Load()
    {
        using Stream stream = typeof(IdleTimers).Assembly.GetManifestResourceStream("idle-timers.csv")!;
        using var reader = new StreamReader(stream);
        var timers = new List<Timer>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            IdleTimerKind kind = fields[3] == "fin" ? IdleTimerKind.Server : IdleTimerKind.Path;
            timers.Add(new Timer($"{fields[0]} {fields[1]}", double.Parse(fields[2]), kind, fields[3] == "rst-now"));
        }

        return timers;
    }

    private sealed record Timer(string Name, double Seconds, IdleTimerKind Kind, bool ResetsAtExpiry);
}
