using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>What the sequence analysis remembers of one direction.</summary>
internal sealed class DirectionState
{
    private const int Remembered = 8;
    private readonly Segment?[] recent = new Segment?[Remembered];
    private int recentAt;

    public long Packets { get; private set; }

    public bool HasNext { get; private set; }

    /// <summary>The next sequence number expected from this side.</summary>
    public SequenceNumber Next { get; private set; }

    public CaptureTime NextTime { get; private set; }

    /// <summary>Up to here everything was captured: what an acknowledgment may cover without telling of a loss. Valid where <see cref="HasNext"/>.</summary>
    public SequenceNumber Whole { get; private set; }

    public bool HasAck { get; private set; }

    public SequenceNumber LastAck { get; private set; }

    public CaptureTime LastAckTime { get; private set; }

    public ushort Window { get; private set; }

    /// <summary>The window scale that the SYN offered; null where no SYN was seen or it offered none.</summary>
    public byte? Scale { get; private set; }

    public CaptureTime? SynTime { get; private set; }

    public int DuplicateAcks { get; set; }

    /// <summary>Packet of the last ACK that was no duplicate.</summary>
    public long LastFreshAck { get; set; }

    public Observation LastMarks { get; private set; }

    /// <summary>Whether the very same packet was seen lately at another place: another interface, or some hops on.</summary>
    public bool WasCapturedBefore(Segment segment)
    {
        foreach (Segment? before in recent)
        {
            if (before is null)
            {
                return false;
            }

            if (IsSamePacket(before, segment))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets all, for another flow.</summary>
    public void Clear()
    {
        Array.Clear(recent);
        recentAt = 0;
        Packets = 0;
        HasNext = false;
        Next = default;
        Whole = default;
        NextTime = default;
        HasAck = false;
        LastAck = default;
        LastAckTime = default;
        Window = 0;
        Scale = null;
        SynTime = null;
        DuplicateAcks = 0;
        LastFreshAck = 0;
        LastMarks = Observation.None;
    }

    /// <summary>The peer acknowledged what was not captured; that is told once.</summary>
    public void ForgetGap() => Whole = Next;

    public void Take(Segment segment, Observation marks)
    {
        Packets++;
        LastMarks = marks;
        recent[recentAt] = segment;
        recentAt = (recentAt + 1) % Remembered;

        // A RST's numbers may be forged; they move nothing.
        if (segment.IsRst)
        {
            return;
        }

        if (segment.IsSyn || segment.IsSynAck)
        {
            Scale = segment.Options.WindowScale;
            SynTime = segment.Time;
        }

        if ((marks & Observation.ZeroWindowProbe) == 0)
        {
            bool continues = !HasNext || segment.SequenceNumber == Whole;
            if (!HasNext || segment.End.IsAfter(Next))
            {
                HasNext = true;
                Next = segment.End;
                NextTime = segment.Time;
            }

            Whole = continues ? Next : Whole;
        }

        if (segment.HasAck)
        {
            HasAck = true;
            LastAck = segment.AcknowledgmentNumber;
            LastAckTime = segment.Time;
        }

        Window = segment.Window;
    }

    private static bool IsSamePacket(Segment a, Segment b)
    {
        bool sameNumbers = a.SequenceNumber == b.SequenceNumber && a.AcknowledgmentNumber == b.AcknowledgmentNumber && a.Flags == b.Flags
            && a.PayloadLength == b.PayloadLength && a.Window == b.Window && a.IpId == b.IpId && a.FlowLabel == b.FlowLabel
            && a.Options.TimestampValue == b.Options.TimestampValue && a.Options.TimestampEcho == b.Options.TimestampEcho;
        if (!sameNumbers)
        {
            return false;
        }

        long apart = b.Time.NanosecondsSince(a.Time);
        if (a.Interface != b.Interface)
        {
            return apart < SamePacketElsewhereNanoseconds;
        }

        // A host that sends the same numbers again counts its IP identification on; a copy does not. On another link the frame has another sender and the packet lost hops.
        bool counted = a.IpId != 0 && !a.IsIPv6;
        bool hopsOn = a.Ttl != b.Ttl && a.SourceMac != b.SourceMac;
        return (counted || hopsOn) && apart < SamePacketNearbyNanoseconds && (a.Ttl != b.Ttl || a.SourceMac != b.SourceMac || counted);
    }

    private const long SamePacketElsewhereNanoseconds = 5_000_000_000;
    private const long SamePacketNearbyNanoseconds = 1_000_000_000;
}
