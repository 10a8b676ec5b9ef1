using RstKb.Capture;

namespace RstKb.Cases.Flows;

/// <summary>Resets over time in bars of equal width. The bars cover all resets of the case whatever the filter, so that a brush does not move them.</summary>
/// <param name="Start">Where the first bar begins.</param>
/// <param name="BarNanoseconds">Width of one bar, at least 1.</param>
/// <param name="Bars">Always <see cref="BarCount"/>.</param>
public sealed record ResetHistogram(CaptureTime Start, long BarNanoseconds, IReadOnlyList<HistogramBar> Bars)
{
    /// <summary>Bars, whatever the time covered.</summary>
    public const int BarCount = 144;

    /// <summary>Where a bar begins; bar <see cref="BarCount"/> begins where the last one ends.</summary>
    public CaptureTime StartOf(int bar) => new(Start.Nanoseconds + (bar * BarNanoseconds));
}
