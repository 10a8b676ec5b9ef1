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
    private CaptureTime? synTime;
    private long roundTripNanoseconds;

    /// <summary>Forgets all, for another flow.</summary>
    public void Clear()
    {
        client.Clear();
        server.Clear();
        synTime = null;
        roundTripNanoseconds = 0;
    }

    /// <summary>Fills the segment's observations in.</summary>
    /// <param name="segment">The flow's next one.</param>
    /// <param name="reusesPorts">It belongs to a connection that took the ports of an earlier one.</param>
    public void Observe(Segment segment, bool reusesPorts)
    {
        bool fromClient = segment.From == Side.Client;
        DirectionState own = fromClient ? client : server;
        DirectionState peer = fromClient ? server : client;
        Observation marks = reusesPorts ? Observation.PortReused : Observation.None;
        if (own.WasCapturedBefore(segment))
        {
            marks |= Observation.CapturedTwice;
        }

        if ((segment.Flags & TcpFlags.Syn) != 0)
        {
            own.NegotiateScaling(segment, peer);
            own.OpenAgain(segment);
        }

        bool continues = segment.SequenceNumber == own.Next;
        bool isProbe = continues && segment.PayloadLength == 1 && peer.HasSpoken && peer.Window == 0;
        marks |= isProbe ? Observation.ZeroWindowProbe : ObserveWindow(segment, own, peer) | ObserveRepetition(segment, own, peer, continues);
        NumberDuplicate(segment, own, marks);
        marks |= ObserveAcknowledgment(segment, peer);
        if ((marks & Observation.KeepAlive) == 0)
        {
            marks |= ObserveRetransmission(segment, own, peer);
        }

        NoteRoundTrip(segment);
        own.Take(segment, marks);
        segment.Observations = marks;
    }

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

        int shift = peer.IsWindowOfSyn ? 0 : peer.Shift;
        bool reachesEdge = segment.PayloadLength > 0 && peer.HasSpoken && peer.Scaling != WindowScaling.Unknown && segment.End == peer.LastAck + ((uint)peer.Window << shift);
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
            bool answersProbe = own.HasSpoken && own.Window == 0 && (peer.LastMarks & Observation.ZeroWindowProbe) != 0;
            return answersProbe ? Observation.ZeroWindowProbeAck : Observation.None;
        }

        return !own.HasSpoken || segment.Window != own.Window ? Observation.WindowUpdate
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

        if (segment.PayloadLength > 0 && peer.LastAck.Value != 0 && !(segment.SequenceNumber + segment.PayloadLength).IsAfter(peer.LastAck))
        {
            return Observation.Retransmission | Observation.SpuriousRetransmission;
        }

        // More than one byte from one before the next on: the byte of a window probe goes out again with new ones behind it.
        bool advances = !own.HasNext || !segment.SequenceNumber.IsBefore(own.Next) || (segment.PayloadLength > 1 && segment.SequenceNumber == own.Next + -1);
        if (advances)
        {
            return Observation.None;
        }

        if (peer.DuplicateAcks is >= 2 or AcknowledgedUnseen && peer.LastAck == segment.SequenceNumber && segment.Time.NanosecondsSince(peer.LastAckTime) < FastRetransmissionNanoseconds)
        {
            return Observation.Retransmission | Observation.FastRetransmission;
        }

        long threshold = roundTripNanoseconds != 0 ? roundTripNanoseconds : DefaultOutOfOrderNanoseconds;
        return segment.Time.NanosecondsSince(own.NextTime) < threshold && own.Next != segment.End
            ? Observation.OutOfOrder
            : Observation.Retransmission;
    }

    /// <summary>Wireshark's initial RTT: from the latest SYN, of either side, to the first ACK that follows.</summary>
    private void NoteRoundTrip(Segment segment)
    {
        if (segment.IsSyn)
        {
            synTime = segment.Time;
        }
        else if (roundTripNanoseconds == 0 && synTime is { } syn && !segment.IsSynAck && segment.HasAck)
        {
            roundTripNanoseconds = segment.Time.NanosecondsSince(syn);
        }
    }

    /// <summary>In place of a count of duplicate ACKs: what this side sent was acknowledged without having been captured. Wireshark takes it for a large count.</summary>
    private const int AcknowledgedUnseen = -1;

    /// <summary>Wireshark takes a repetition within 20 ms of the duplicate ACKs for a fast retransmission.</summary>
    private const long FastRetransmissionNanoseconds = 20_000_000;

    /// <summary>Wireshark's threshold for "out of order" where the round-trip time is not known: 3 ms.</summary>
    private const long DefaultOutOfOrderNanoseconds = 3_000_000;
}
