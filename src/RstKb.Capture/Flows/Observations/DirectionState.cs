using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>What the sequence analysis remembers of one direction.</summary>
internal sealed class DirectionState
{
    private const int Remembered = 8;
    private readonly Segment?[] recent = new Segment?[Remembered];
    private int recentAt;

    /// <summary>Where relative sequence numbers start; null before it is known.</summary>
    public SequenceNumber? Base { get; set; }

    /// <summary>Whether <see cref="Next"/> is known; to Wireshark, 0 is none.</summary>
    public bool HasNext => Next.Value != 0;

    /// <summary>The next sequence number expected from this side.</summary>
    public SequenceNumber Next { get; private set; }

    public CaptureTime NextTime { get; private set; }

    public bool HasWhole => Whole.Value != 0;

    /// <summary>Up to here everything was captured: what an acknowledgment may cover without telling of a loss.</summary>
    public SequenceNumber Whole { get; private set; }

    /// <summary>The field of the last segment as it stood, also without the ACK bit; 0 before the first.</summary>
    public SequenceNumber LastAck { get; private set; }

    public CaptureTime LastAckTime { get; private set; }

    /// <summary>The last segment's, not scaled; a number that no window can be before the first one.</summary>
    public uint Window { get; private set; } = uint.MaxValue;

    /// <summary>From a SYN to the side's next ACK: its window is never scaled.</summary>
    public bool IsOpening { get; private set; }

    /// <summary>Whether anything came from this side.</summary>
    public bool HasSpoken => Window != uint.MaxValue;

    /// <summary>Segments that occupy sequence numbers while nothing came from the other side that could acknowledge them.</summary>
    public int Unanswered { get; set; }

    /// <summary>The last segment's place in its MPTCP connection: <see cref="SequenceAnalysis.Observe"/>.</summary>
    public int Operations { get; private set; }

    public WindowScaling Scaling { get; private set; }

    /// <summary>The shift count; 0 where windows are known not to be scaled.</summary>
    public int Shift { get; private set; }

    public int DuplicateAcks { get; set; }

    /// <summary>Packet of the last segment that acknowledged something else than the one before it.</summary>
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
        Base = null;
        Next = default;
        NextTime = default;
        Whole = default;
        LastAck = default;
        LastAckTime = default;
        Window = uint.MaxValue;
        IsOpening = false;
        Unanswered = 0;
        Operations = 0;
        Scaling = WindowScaling.Unknown;
        Shift = 0;
        DuplicateAcks = 0;
        LastFreshAck = 0;
        LastMarks = Observation.None;
    }

    /// <summary>The peer acknowledged what was not captured; that is told once.</summary>
    public void ForgetGap() => Whole = Next;

    /// <summary>A SYN sent again takes back what was sent since beyond a gap, or by a RST.</summary>
    public void OpenAgain() => Next = Whole;

    /// <summary>
    /// A SYN or SYN-ACK tells whether windows will be scaled, which they are only if both do (RFC 7323, 2.2). Wireshark believes the option in any segment, and
    /// draws no conclusion from a SYN whose options were cut.
    /// </summary>
    /// <param name="offered">The shift count in the segment's options, null where there is none.</param>
    /// <param name="optionsCut">Not all of the options are there.</param>
    public void NegotiateScaling(TcpFlags flags, byte? offered, bool optionsCut, DirectionState peer)
    {
        if (offered is { } shift)
        {
            (Scaling, Shift) = (WindowScaling.Offered, shift);
        }

        if ((flags & TcpFlags.Syn) == 0 || optionsCut)
        {
            return;
        }

        if (Scaling == WindowScaling.Unknown)
        {
            RefuseScaling();
            peer.RefuseScaling();
        }
        else if ((flags & TcpFlags.Ack) != 0 && peer.Scaling == WindowScaling.Refused)
        {
            RefuseScaling();
        }
    }

    /// <summary>Keeps the segment for the search for copies.</summary>
    public void Remember(Segment segment)
    {
        recent[recentAt] = segment;
        recentAt = (recentAt + 1) % Remembered;
    }

    /// <summary>Takes a segment's numbers over.</summary>
    /// <param name="end">The number after it.</param>
    /// <param name="operations">See <see cref="SequenceAnalysis.Observe"/>.</param>
    public void Take(Segment segment, SequenceNumber end, Observation marks, int operations)
    {
        if ((marks & Observation.ZeroWindowProbe) == 0)
        {
            bool continues = !HasWhole || segment.SequenceNumber == Whole;
            if (!HasNext || end.IsAfter(Next))
            {
                Next = end;
                NextTime = segment.Time;
            }

            Whole = continues ? Next : Whole;
        }

        LastMarks = marks;
        LastAck = segment.AcknowledgmentNumber;
        LastAckTime = segment.Time;
        Window = segment.Window;
        Operations = operations == SequenceAnalysis.NoConnection ? Operations : operations;
    }

    /// <summary>Notes whether the side is still opening the connection.</summary>
    public void NoteOpening(TcpFlags flags) => IsOpening = (flags & TcpFlags.Syn) != 0 || (IsOpening && (flags & TcpFlags.Ack) == 0);

    private void RefuseScaling() => (Scaling, Shift) = (WindowScaling.Refused, 0);

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
