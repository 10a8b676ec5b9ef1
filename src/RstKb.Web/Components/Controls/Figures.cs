using System.Globalization;

namespace RstKb.Web.Components.Controls;

/// <summary>Numbers, sizes, spans and times as people read them: thousands comma, a space before the unit, as many decimals as they deserve.</summary>
public static class Figures
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(long value) => value.ToString("N0", Culture);

    /// <summary>One word for one thing, another for several: <c>1 packet</c>, <c>2 packets</c>.</summary>
    public static string Count(long value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    /// <summary>Bytes with three digits, decimal units: <c>231 B</c>, <c>65.2 kB</c>, <c>2.10 GB</c>.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 10_000)
        {
            return $"{Count(bytes)} B";
        }

        var (value, unit) = bytes < 1_000_000 ? (bytes / 1e3, "kB") : bytes < 1_000_000_000 ? (bytes / 1e6, "MB") : (bytes / 1e9, "GB");
        return value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", Culture) + " " + unit;
    }

    /// <summary>A limit in bytes as it was set: whole gigabytes without decimals.</summary>
    public static string Limit(long bytes) => bytes > 0 && bytes % 1_000_000_000 == 0 ? $"{Count(bytes / 1_000_000_000)} GB" : Bytes(bytes);

    /// <summary>A span with µs below 1 ms, then ms, then s.</summary>
    public static string Span(double seconds) => seconds switch
    {
        < 0 => "−" + Span(-seconds),
        >= 10 => seconds.ToString("F2", Culture) + " s",
        >= 1 => seconds.ToString("F3", Culture) + " s",
        >= .01 => (seconds * 1e3).ToString("F1", Culture) + " ms",
        >= .001 => (seconds * 1e3).ToString("F2", Culture) + " ms",
        _ => Math.Round(seconds * 1e6).ToString("F0", Culture) + " µs",
    };

    /// <summary>A long span in the two largest units: <c>352 s</c>, <c>71 min 35 s</c>, <c>5 h 12 min</c>; short ones as <see cref="Span"/>.</summary>
    public static string LongSpan(double seconds) => seconds switch
    {
        < 600 => Span(seconds),
        < 36_000 => $"{(long)seconds / 60} min {(long)seconds % 60} s",
        _ => $"{(long)seconds / 3600} h {(long)seconds % 3600 / 60} min",
    };

    /// <summary>Seconds with six decimals, as the ladder's time column shows them.</summary>
    public static string Seconds(long nanoseconds) => (nanoseconds / 1e9).ToString("F6", Culture);

    /// <summary>How sure a verdict is, without decimals; never wholly.</summary>
    public static string Confidence(double share) => share > .99 ? "over 99 %" : Percent(share);

    /// <summary>A share without decimals; never more than is known.</summary>
    public static string Percent(double share) => share > .99 && share < 1 ? "over 99 %" : Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString("F0", Culture) + " %";

    /// <summary>The part of a whole, as a figure that never shows 0 % for something or 100 % for not quite all.</summary>
    public static string Share(long part, long whole)
    {
        if (whole <= 0 || part <= 0)
        {
            return "0 %";
        }

        var percent = 100.0 * part / whole;
        return percent < 1 ? "under 1 %" : percent > 99 && part < whole ? "over 99 %" : Math.Round(percent, MidpointRounding.AwayFromZero).ToString("F0", Culture) + " %";
    }

    /// <summary>A number for an SVG attribute or a percentage in a style.</summary>
    public static string Svg(double value) => value.ToString("0.###", Culture);

    /// <summary>An instant of the report (ISO 8601, UTC): <c>20 Nov 2026, 09:14:22.107 UTC</c>. Text that is no instant stays as it is.</summary>
    public static string Instant(string? iso) =>
        Parse(iso) is { } at ? at.ToString("d MMM yyyy, HH:mm:ss.fff", Culture) + " UTC" : iso ?? "";

    /// <summary>The time of day of an instant with milliseconds.</summary>
    public static string TimeOfDay(string? iso) => Parse(iso) is { } at ? at.ToString("HH:mm:ss.fff", Culture) : iso ?? "";

    /// <summary>The time of day of an instant and some nanoseconds, with microseconds.</summary>
    public static string TimeOfDay(string iso, long offsetNanoseconds) =>
        Parse(iso) is { } at ? at.AddTicks(offsetNanoseconds / 100).ToString("HH:mm:ss.ffffff", Culture) : "";

    /// <summary>A day: <c>4 Dec 2026</c>.</summary>
    public static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("d MMM yyyy", Culture);

    /// <summary>A day as it is said: today, yesterday, 3 days ago, then the date.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now.UtcDateTime.Date - at.UtcDateTime.Date).Days switch
    {
        <= 0 => "today",
        1 => "yesterday",
        var days and < 7 => $"{days} days ago",
        _ => Day(at),
    };

    /// <summary>Reads an instant of the report; digits beyond 100 ns are dropped.</summary>
    public static DateTimeOffset? Parse(string? iso) =>
        DateTimeOffset.TryParse(iso, Culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
