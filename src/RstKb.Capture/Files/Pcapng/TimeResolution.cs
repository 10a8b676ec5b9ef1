namespace RstKb.Capture.Files.Pcapng;

/// <summary>Turns an interface's ticks into nanoseconds: the options <c>if_tsresol</c> and <c>if_tsoffset</c>.</summary>
internal readonly struct TimeResolution
{
    /// <summary>Microseconds: what holds without the option.</summary>
    public const byte DefaultUnit = 6;

    private const byte PowerOfTwo = 0x80;
    private const int NanosecondsDigits = 9;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly ulong _multiplier;
    private readonly ulong _divisor;
    private readonly int _shift;
    private readonly Int128 _offset;

    /// <param name="unit">A tick is 10^-unit seconds, or 2^-(unit - 128) where the highest bit is set.</param>
    /// <param name="offsetSeconds">Added to each time.</param>
    public TimeResolution(byte unit, long offsetSeconds)
    {
        _divisor = 1;
        _multiplier = 1;
        _offset = (Int128)offsetSeconds * NanosecondsPerSecond;
        if ((unit & PowerOfTwo) != 0)
        {
            _multiplier = NanosecondsPerSecond;
            _shift = unit & ~PowerOfTwo;
        }
        else if (unit <= NanosecondsDigits)
        {
            _multiplier = Power10(NanosecondsDigits - unit);
        }
        else
        {
            // A tick finer than 10^-28 s makes every time that 64 bits hold less than a nanosecond.
            _divisor = unit - NanosecondsDigits > 19 ? 0 : Power10(unit - NanosecondsDigits);
        }
    }

    /// <summary>Nanoseconds since 1970, held at the ends of the range where they would lie beyond.</summary>
    public long ToNanoseconds(ulong ticks)
    {
        if (_shift == 0 && _divisor == 1 && _offset == 0 && Math.BigMul(ticks, _multiplier, out ulong low) == 0 && low <= long.MaxValue)
        {
            return (long)low;
        }

        UInt128 scaled = _divisor == 0 ? UInt128.Zero : ((UInt128)ticks * _multiplier >> _shift) / _divisor;
        return Saturate((Int128)scaled + _offset);
    }

    private static long Saturate(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);

    private static ulong Power10(int digits)
    {
        ulong power = 1;
        for (int i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }
}
