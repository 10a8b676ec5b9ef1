using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>
/// Marks the segments of one flow as Wireshark's <c>tcp_analyze_sequence_number</c> (packet-tcp.c, version 4.0) does, in the order in which they are
/// given. It keeps a few numbers a direction and sees every segment, also those that a trace drops.
/// </summary>
internal sealed class SequenceAnalysis
{
    private readonly DirectionState client = new();
    private readonly DirectionState server = new();
    private readonly ConversationLife life = new();
    private CaptureTime synTime;
    private long roundTripNanoseconds;

    /// <summary>What the segments so far, and quotations of them, show of the connection's life.</summary>
    public ConversationCompleteness Completeness => life.Completeness;

    /// <summary>Forgets all, for another flow.</summary>
    public void Clear()
    {
        client.Clear();
        server.Clear();
        synTime = default;
        roundTripNanoseconds = 0;
        life.Clear();
    }

    /// <summary>Fills the segment's observations in.</summary>
    /// <param name="segment">The flow's next one.</param>
    /// <param name="reusesPorts">It begins a connection that took the ports of an earlier one.</param>
    /// <param name="operations">Kinds of MPTCP options seen in the connection before this segment (RFC 8684), or <see cref="NoConnection"/>.</param>
    public void Observe(Segment segment, bool reusesPorts, int operations = NoConnection)
    {
        bool fromClient = segment.From == Side.Client;
        DirectionState own = fromClient ? client : server;
        DirectionState peer = fromClient ? server : client;
        Observation marks = reusesPorts ? Observation.PortReused : Observation.None;
        if (own.WasCapturedBefore(segment))
        {
            marks |= Observation.CapturedTwice;
        }

        own.Remember(segment);
        marks |= ObserveOpening(segment.Flags, segment.SequenceNumber, own);
        if (!segment.IsLengthUnknown)
        {
            NoteBases(segment, own, peer);
            marks |= ObserveNumbers(segment, own, peer, operations);
            own.Take(segment, ExpectedAfter(segment, own, peer), marks, operations);
        }

        life.Note(segment.Flags, hasPayload: segment.HasPayload && !segment.IsLengthUnknown, reusesPorts);
        NoteTimes(segment.Flags, segment.Time, own);
        own.NegotiateScaling(segment.Flags, segment.Options.WindowScale, segment.OptionsCut, peer);

        // Wireshark gives up on options that lie beyond the segment's end, and with them on what it would have shown.
        segment.Observations = segment.IsLengthUnknown && segment.OptionsCut ? marks & Observation.CapturedTwice : marks;
    }

    /// <summary>An ICMP error quotes a header of this flow. To Wireshark a whole one is nearly a segment; only its place among the others is not looked at.</summary>
    /// <param name="from">Who sent what is quoted.</param>
    public void ObserveQuoted(in IcmpError error, Side from, CaptureTime time)
    {
        (DirectionState own, DirectionState peer) = from == Side.Client ? (client, server) : (server, client);
        TcpFlags flags = error.Flags;
        bool beginsAnother = (flags & Opening) == TcpFlags.Syn && own.Base is { } known && known != error.SequenceNumber;
        if (error.HasWholeHeader && !beginsAnother)
        {
            ObserveOpening(flags, error.SequenceNumber, own);
            life.Note(flags, hasPayload: false, reusesPorts: false);
            NoteTimes(flags, time, own);
            own.NegotiateScaling(flags, error.WindowScale, !error.HasWholeOptions, peer);
        }
    }

    /// <summary>A SYN that is sent again, or a SYN-ACK with another number than its side had, which then counts from there.</summary>
    private static Observation ObserveOpening(TcpFlags flags, SequenceNumber number, DirectionState own)
    {
        if ((flags & TcpFlags.Syn) == 0 || own.Base is not { } known)
        {
            return Observation.None;
        }

        if ((flags & TcpFlags.Ack) == 0)
        {
            own.OpenAgain();
            return Observation.None;
        }

        own.Base = number;
        return known != number ? Observation.PortReused : Observation.None;
    }

    private static void NoteBases(Segment segment, DirectionState own, DirectionState peer)
    {
        own.Base ??= (segment.Flags & TcpFlags.Syn) != 0 ? segment.SequenceNumber : segment.SequenceNumber + -1;
        if (segment.HasAck)
        {
            peer.Base ??= segment.AcknowledgmentNumber + -1;
        }
    }

    private Observation ObserveNumbers(Segment segment, DirectionState own, DirectionState peer, int operations)
    {
        bool continues = segment.SequenceNumber == own.Next;
        bool isProbe = continues && segment.PayloadLength == 1 && peer.Window == 0;
        Observation marks = isProbe ? Observation.ZeroWindowProbe : ObserveWindow(segment, own, peer) | ObserveRepetition(segment, own, peer, continues);

        // MPTCP repeats an ACK to bear a new kind of option (RFC 8684, 4).
        if (operations != NoConnection && operations != own.Operations)
        {
            marks &= ~Observation.DuplicateAck;
        }

        NumberDuplicate(segment, own, marks);
        marks |= ObserveAcknowledgment(segment, peer);
        return (marks & Observation.KeepAlive) != 0 ? marks : marks | ObserveRetransmission(segment, own, peer);
    }

    /// <summary>
    /// The number after the segment as Wireshark remembers it: it holds so many segments that wait for an acknowledgment, and forgets to count SYN or FIN of those
    /// beyond. Where the other side speaks its acknowledgments keep the number small.
    /// </summary>
    private static SequenceNumber ExpectedAfter(Segment segment, DirectionState own, DirectionState peer)
    {
        bool isHeld = peer.HasSpoken || own.Unanswered < MostUnanswered;
        own.Unanswered += isHeld && EndOf(segment) != segment.SequenceNumber ? 1 : 0;
        return isHeld ? EndOf(segment) : segment.SequenceNumber + segment.PayloadLength;
    }

    /// <summary>The number after the segment. Wireshark counts one for SYN and FIN together.</summary>
    private static SequenceNumber EndOf(Segment segment) =>
        segment.SequenceNumber + (segment.PayloadLength + ((segment.Flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0 ? 1 : 0));

    private static bool IsPlain(Segment segment) => (segment.Flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)) == 0;

    /// <summary>What a segment says by its window and by the place where it begins.</summary>
    private static Observation ObserveWindow(Segment segment, DirectionState own, DirectionState peer)
    {
        Observation marks = own.HasNext && !segment.IsRst && segment.SequenceNumber.IsAfter(own.Next) ? Observation.LostSegment : Observation.None;
        if (!IsPlain(segment))
        {
            return marks;
        }

        if (segment.Window == 0)
        {
            marks |= Observation.ZeroWindow;
        }

        if (segment.PayloadLength <= 1 && segment.SequenceNumber == own.Next + -1)
        {
            marks |= Observation.KeepAlive;
        }

        int shift = peer.IsOpening ? 0 : peer.Shift;
        bool reachesEdge = segment.PayloadLength > 0 && peer.Scaling != WindowScaling.Unknown && EndOf(segment) == peer.LastAck + (peer.Window << shift);
        return reachesEdge ? marks | Observation.WindowFull : marks;
    }

    /// <summary>What an empty segment means that repeats the numbers of the one before it.</summary>
    private static Observation ObserveRepetition(Segment segment, DirectionState own, DirectionState peer, bool continues)
    {
        if (segment.PayloadLength > 0 || !continues || segment.AcknowledgmentNumber != own.LastAck || !IsPlain(segment))
        {
            return Observation.None;
        }

        if (segment.Window == 0)
        {
            bool answersProbe = own.Window == 0 && (peer.LastMarks & Observation.ZeroWindowProbe) != 0;
            return answersProbe ? Observation.ZeroWindowProbeAck : Observation.None;
        }

        return segment.Window != own.Window ? Observation.WindowUpdate
            : (peer.LastMarks & Observation.KeepAlive) != 0 ? Observation.KeepAliveAck
            : Observation.DuplicateAck;
    }

    private static void NumberDuplicate(Segment segment, DirectionState own, Observation marks)
    {
        if ((marks & Observation.DuplicateAck) != 0)
        {
            own.DuplicateAcks = Math.Max(own.DuplicateAcks, 0) + 1;
            segment.DuplicateAckNumber = own.DuplicateAcks;
            segment.DuplicateOf = own.LastFreshAck;
        }
        else if (segment.AcknowledgmentNumber != own.LastAck)
        {
            own.DuplicateAcks = 0;
            own.LastFreshAck = segment.Packet;
        }
    }

    /// <summary>
    /// An acknowledgment of what was not captured. It is told once for each hole; where nothing was captured beyond the hole, the peer's count of
    /// duplicate ACKs remembers that.
    /// </summary>
    private static Observation ObserveAcknowledgment(Segment segment, DirectionState peer)
    {
        if (!segment.HasAck || !peer.HasWhole || !segment.AcknowledgmentNumber.IsAfter(peer.Whole))
        {
            return Observation.None;
        }

        bool isTold = peer.DuplicateAcks != 0;
        if (peer.Next.IsAfter(peer.Whole))
        {
            peer.ForgetGap();
            return Observation.AckedLostSegment;
        }

        peer.DuplicateAcks = AcknowledgedUnseen;
        return isTold ? Observation.None : Observation.AckedLostSegment;
    }

    private Observation ObserveRetransmission(Segment segment, DirectionState own, DirectionState peer)
    {
        bool occupies = segment.PayloadLength > 0 || (segment.Flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0;
        if (!occupies)
        {
            return Observation.None;
        }

        if (segment.PayloadLength > 0 && peer.LastAck.Value != 0 && (segment.SequenceNumber + segment.PayloadLength).IsAtOrBefore(peer.LastAck))
        {
            return Observation.Retransmission | Observation.SpuriousRetransmission;
        }

        // More than one byte from one before the next on: the byte of a window probe goes out again with new ones behind it.
        bool advances = !own.HasNext || !segment.SequenceNumber.IsBefore(own.Next) || (segment.PayloadLength > 1 && segment.SequenceNumber == own.Next + -1);
        if (advances)
        {
            return Observation.None;
        }

        if (peer.DuplicateAcks is >= 2 or AcknowledgedUnseen && peer.LastAck == segment.SequenceNumber && IsWithin(segment.Time, peer.LastAckTime, FastRetransmissionNanoseconds))
        {
            return Observation.Retransmission | Observation.FastRetransmission;
        }

        long threshold = roundTripNanoseconds != 0 ? roundTripNanoseconds : DefaultOutOfOrderNanoseconds;
        return IsWithin(segment.Time, own.NextTime, threshold) && own.Next != EndOf(segment)
            ? Observation.OutOfOrder
            : Observation.Retransmission;
    }

    /// <summary>Wireshark's differences of time have no sign: one that is negative, because the clock stepped back, is very long.</summary>
    private static bool IsWithin(CaptureTime time, CaptureTime since, long nanoseconds) => (ulong)time.NanosecondsSince(since) < (ulong)nanoseconds;

    /// <summary>Whether the side is still opening, and Wireshark's initial RTT: from the latest SYN, of either side, to the first ACK that follows.</summary>
    private void NoteTimes(TcpFlags flags, CaptureTime time, DirectionState own)
    {
        own.NoteOpening(flags);
        if ((flags & Opening) == TcpFlags.Syn)
        {
            synTime = time;
        }
        else if ((flags & Opening) == TcpFlags.Ack && roundTripNanoseconds == 0 && synTime != default)
        {
            roundTripNanoseconds = time.NanosecondsSince(synTime);
        }
    }

    private const int MostUnanswered = 10_000;

    /// <summary>The flow is no part of a known MPTCP connection.</summary>
    public const int NoConnection = -1;

    private const TcpFlags Opening = TcpFlags.Syn | TcpFlags.Ack;

    /// <summary>In place of a count of duplicate ACKs: what this side sent was acknowledged without having been captured. Wireshark takes it for a large count.</summary>
    private const int AcknowledgedUnseen = -1;

    /// <summary>Wireshark takes a repetition within 20 ms of the duplicate ACKs for a fast retransmission.</summary>
    private const long FastRetransmissionNanoseconds = 20_000_000;

    /// <summary>Wireshark's threshold for "out of order" where the round-trip time is not known: 3 ms.</summary>
    private const long DefaultOutOfOrderNanoseconds = 3_000_000;
}
