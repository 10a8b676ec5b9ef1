using System.Globalization;
using RstKb.Capture;

namespace RstKb.Cases.Flows;

/// <summary>Reads times as <see cref="CaptureTime.ToString"/> writes them, and shorter forms of them.</summary>
public static class CaptureTimeText
{
    private const int SecondsLength = 19;

    /// <summary>Reads <c>2026-11-20T02:32:37.221518123Z</c> with zero to nine decimals, always UTC; false for anything else.</summary>
    public static bool TryParse(string? text, out CaptureTime time)
    {
        time = default;
        if (text is not { Length: > SecondsLength and <= SecondsLength + 11 } || text[^1] is not 'Z'
            || !DateTime.TryParseExact(text.AsSpan(0, SecondsLength), "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime seconds))
        {
            return false;
        }

        ReadOnlySpan<char> decimals = text.AsSpan(SecondsLength, text.Length - SecondsLength - 1);
        long fraction = 0;
        if (decimals.Length > 0)
        {
            if (decimals[0] != '.' || decimals.Length == 1 || !long.TryParse(decimals[1..], NumberStyles.None, CultureInfo.InvariantCulture, out fraction))
            {
                return false;
            }

            for (int digits = decimals.Length - 1; digits < 9; digits++)
            {
                fraction *= 10;
            }
        }

        Int128 nanoseconds = ((Int128)(seconds - DateTime.UnixEpoch).Ticks * 100) + fraction;
        if (nanoseconds < long.MinValue || nanoseconds > long.MaxValue)
        {
            return false;
        }

        time = new CaptureTime((long)nanoseconds);
        return true;
    }
}
