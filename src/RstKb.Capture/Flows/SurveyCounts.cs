using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>Figures over all packets of a capture.</summary>
public sealed class SurveyCounts
{
    /// <summary>As Wireshark counts them, so the last packet's number is never above it.</summary>
    public long Packets { get; internal set; }

    public long TcpPackets { get; internal set; }

    /// <summary>Reading stopped at <see cref="CaptureLimits.MaxPackets"/>.</summary>
    public bool AreLimited { get; internal set; }

    public CaptureTime First { get; private set; }

    /// <summary>The latest time, which is not the last packet's where the clock stepped back.</summary>
    public CaptureTime Latest { get; private set; } = new(long.MinValue);

    /// <summary>Packets whose captured bytes are fewer than their bytes on the wire.</summary>
    public long Snapped { get; private set; }

    /// <summary>Most bytes captured of a packet that was cut.</summary>
    public int SnapLength { get; private set; }

    /// <summary>Packets dated before the one that precedes them by more than a millisecond.</summary>
    public long ClockStepsBack { get; private set; }

    private CaptureTime previous = new(long.MinValue);

    internal void Note(in CapturedPacket packet)
    {
        if (Packets++ == 0)
        {
            First = packet.Time;
        }

        if (packet.Bytes.Length < packet.OriginalLength)
        {
            Snapped++;
            SnapLength = Math.Max(SnapLength, packet.Bytes.Length);
        }

        if (packet.Time.Nanoseconds + ClockStepNanoseconds < previous.Nanoseconds)
        {
            ClockStepsBack++;
        }

        previous = packet.Time;
        if (packet.Time.Nanoseconds > Latest.Nanoseconds)
        {
            Latest = packet.Time;
        }
    }

    /// <summary>Several interfaces in one file interleave by microseconds; that is no step of the clock.</summary>
    private const long ClockStepNanoseconds = 1_000_000;
}
