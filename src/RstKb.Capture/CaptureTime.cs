namespace RstKb.Capture;

/// <summary>A packet's time as the capture gives it.</summary>
/// <param name="Nanoseconds">Nanoseconds since 1970-01-01T00:00:00Z; may be negative in a damaged file.</param>
public readonly record struct CaptureTime(long Nanoseconds) : IComparable<CaptureTime>
{
    public int CompareTo(CaptureTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Nanoseconds from <paramref name="earlier"/> to this one; negative where the clock stepped back.</summary>
    public long NanosecondsSince(CaptureTime earlier) => Nanoseconds - earlier.Nanoseconds;

    /// <summary>Seconds from <paramref name="earlier"/> to this one.</summary>
    public double SecondsSince(CaptureTime earlier) => (Nanoseconds - earlier.Nanoseconds) / 1e9;

    /// <summary>ISO 8601 in UTC with nine decimals, for instance <c>2026-11-20T02:32:37.221518123Z</c>.</summary>
    public override string ToString()
    {
        long seconds = Math.DivRem(Nanoseconds, 1_000_000_000, out long fraction);
        if (fraction < 0)
        {
            seconds--;
            fraction += 1_000_000_000;
        }

        var whole = DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799));
        return $"{whole:yyyy-MM-ddTHH:mm:ss}.{fraction:000000000}Z";
    }
}
