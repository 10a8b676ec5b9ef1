using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>What one side had sent before the reset.</summary>
public sealed class SideView
{
    private SideView(Side side) => Side = side;

    public Side Side { get; }

    public int Packets { get; private set; }

    /// <summary>Payload bytes of the segments at hand.</summary>
    public long Bytes { get; private set; }

    /// <summary>Highest sequence number after a segment; null where the side sent nothing.</summary>
    public SequenceNumber? End { get; private set; }

    /// <summary>Highest acknowledgment number the side sent.</summary>
    public SequenceNumber? Acked { get; private set; }

    /// <summary>The last segment of any kind.</summary>
    public Segment? Last { get; private set; }

    /// <summary>The last segment that was no SYN, whose window is scaled.</summary>
    public Segment? LastScaled { get; private set; }

    public Segment? FirstPayload { get; private set; }

    public Segment? LastPayload { get; private set; }

    /// <summary>Index of <see cref="LastPayload"/> among the segments before the reset, -1 where there is none.</summary>
    public int LastPayloadIndex { get; private set; } = -1;

    /// <summary>The first FIN.</summary>
    public Segment? Fin { get; private set; }

    public int FinIndex { get; private set; } = -1;

    public Segment? Syn { get; private set; }

    public Segment? SynAck { get; private set; }

    /// <summary>Shift count the side announced; null where its SYN was not seen or offered none.</summary>
    public byte? WindowScale => (Syn ?? SynAck)?.Options.WindowScale;

    /// <summary>
    /// The SYN or SYN-ACK lists its options as Linux does: MSS, SACK permitted, timestamps, NOP, window scale (<c>tcp_options_write</c>). Other
    /// systems order them otherwise; false also where no SYN was seen.
    /// </summary>
    public bool IsLinux => (Syn ?? SynAck) is { } opening
        && (opening.Options.Order is LinuxOptionOrder or WithoutSack or WithoutTimestamps
            || opening is { OptionsCut: true, HeaderBytes: LinuxSynHeaderBytes } && (opening.Options.Order & 0xFF) == (LinuxOptionOrder & 0xFF));

    private const int LinuxSynHeaderBytes = 40;

    /// <summary>Kinds 2, 4, 8, 1, 3, one a nibble from the lowest.</summary>
    private const ulong LinuxOptionOrder = 0x3_1842;

    // A NOP takes the place that SACK or the timestamps leave.
    private const ulong WithoutSack = 0x31_8112;
    private const ulong WithoutTimestamps = 0x31_4112;

    public bool SentTimestamps { get; private set; }

    public static SideView Of(Side side, SegmentRun before)
    {
        var view = new SideView(side);
        for (int i = 0; i < before.Count; i++)
        {
            if (before[i].From == side && !before[i].IsRst)
            {
                view.Take(before[i], i);
            }
        }

        return view;
    }

    private void Take(Segment segment, int index)
    {
        Packets++;
        Bytes += segment.PayloadLength;
        Last = segment;
        End = End is { } end ? SequenceNumber.Later(end, segment.End) : segment.End;
        if (segment.HasAck)
        {
            Acked = Acked is { } acked ? SequenceNumber.Later(acked, segment.AcknowledgmentNumber) : segment.AcknowledgmentNumber;
        }

        if (segment.IsSyn)
        {
            Syn ??= segment;
        }
        else if (segment.IsSynAck)
        {
            SynAck ??= segment;
        }
        else
        {
            LastScaled = segment;
            SentTimestamps = segment.CarriesTimestamps;
        }

        if (segment.HasPayload)
        {
            FirstPayload ??= segment;
            LastPayload = segment;
            LastPayloadIndex = index;
        }

        if (segment.IsFin && Fin is null)
        {
            Fin = segment;
            FinIndex = index;
        }
    }
}
