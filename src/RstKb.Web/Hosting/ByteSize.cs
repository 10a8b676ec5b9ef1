using System.Globalization;

namespace RstKb.Web.Hosting;

/// <summary>Sizes as operators write them: <c>500000000</c>, <c>500 MB</c> (decimal), <c>512 MiB</c> (binary).</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["", "K", "M", "G", "T"];

    /// <summary>Reads a size of at least one byte; false for anything else.</summary>
    public static bool TryParse(string? text, out long bytes)
    {
        bytes = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
        string unit = digits < 0 ? "" : rest[digits..].Trim().ToString().ToUpperInvariant();
        long step = unit.EndsWith("IB", StringComparison.Ordinal) ? 1024 : 1000;
        int power = Array.IndexOf(Units, unit.EndsWith("IB", StringComparison.Ordinal) ? unit[..^2] : unit.TrimEnd('B'));
        if (power < 0 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes))
        {
            return false;
        }

        Int128 value = bytes;
        for (; power > 0; power--)
        {
            value *= step;
        }

        bytes = value <= long.MaxValue ? (long)value : 0;
        return bytes > 0;
    }
}
