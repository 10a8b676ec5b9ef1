using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>
/// Marks the segments of one flow as Wireshark's <c>tcp_analyze_sequence_number</c> (packet-tcp.c) does, in the order in which they are
/// given. It keeps a few numbers a direction and sees every segment, also those that a trace drops.
/// </summary>
internal sealed class SequenceAnalysis
{
    private readonly DirectionState client = new();
    private readonly DirectionState server = new();
    private long roundTripNanoseconds;

    /// <summary>Forgets all, for another flow.</summary>
    public void Clear()
    {
        client.Clear();
        server.Clear();
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
        Observation marks = Observation.None;
        bool plain = (segment.Flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)) == 0;

        if (own.WasCapturedBefore(segment))
        {
            marks |= Observation.CapturedTwice;
        }

        if (reusesPorts)
        {
            marks |= Observation.PortReused;
        }

        marks |= ObserveWindow(segment, own, peer, plain);
        bool finished = (marks & (Observation.ZeroWindowProbe | Observation.KeepAliveAck | Observation.ZeroWindowProbeAck)) != 0;
        if (own.HasNext && !segment.IsRst && segment.SequenceNumber.IsAfter(own.Next))
        {
            marks |= Observation.LostSegment;
        }

        if (!finished && plain && segment.PayloadLength == 0 && Repeats(segment, own) && segment.Window == own.Window && segment.Window != 0)
        {
            marks |= Observation.DuplicateAck;
            segment.DuplicateAckNumber = ++own.DuplicateAcks;
            segment.DuplicateOf = own.LastFreshAck;
        }
        else
        {
            own.DuplicateAcks = 0;
            own.LastFreshAck = segment.Packet;
        }

        if (segment.HasAck && peer.HasNext && segment.AcknowledgmentNumber.IsAfter(peer.Whole) && !segment.IsRst)
        {
            peer.ForgetGap();
            marks |= Observation.AckedLostSegment;
        }

        if ((marks & (Observation.KeepAlive | Observation.ZeroWindowProbe)) == 0)
        {
            marks |= ObserveRetransmission(segment, own, peer);
        }

        NoteRoundTrip(segment, own, peer);
        own.Take(segment, marks);
        segment.Observations = marks;
    }

    private static bool Repeats(Segment segment, DirectionState own) =>
        own.HasNext && own.HasAck && segment.HasAck && segment.SequenceNumber == own.Next && segment.AcknowledgmentNumber == own.LastAck;

    private static Observation ObserveWindow(Segment segment, DirectionState own, DirectionState peer, bool plain)
    {
        if (!plain)
        {
            return Observation.None;
        }

        bool empty = segment.PayloadLength == 0;
        if (segment.PayloadLength == 1 && own.HasNext && segment.SequenceNumber == own.Next && peer.HasAck && peer.Window == 0)
        {
            return Observation.ZeroWindowProbe;
        }

        Observation marks = segment.Window == 0 ? Observation.ZeroWindow : Observation.None;
        if (segment.PayloadLength <= 1 && own.HasNext && segment.SequenceNumber == own.Next + -1)
        {
            return marks | Observation.KeepAlive;
        }

        if (empty && Repeats(segment, own))
        {
            if (segment.Window != 0 && segment.Window != own.Window)
            {
                marks |= Observation.WindowUpdate;
            }
            else if (segment.Window != 0 && (peer.LastMarks & Observation.KeepAlive) != 0)
            {
                marks |= Observation.KeepAliveAck;
            }
            else if (segment.Window == 0 && own.Window == 0 && (peer.LastMarks & Observation.ZeroWindowProbe) != 0)
            {
                marks |= Observation.ZeroWindowProbeAck;
            }
        }

        if (!empty && peer.HasAck && peer.Scale is { } scale && segment.End == peer.LastAck + ((uint)peer.Window << scale))
        {
            marks |= Observation.WindowFull;
        }

        return marks;
    }

    private Observation ObserveRetransmission(Segment segment, DirectionState own, DirectionState peer)
    {
        bool occupies = segment.PayloadLength > 0 || (segment.Flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0;
        if (!occupies || segment.IsRst || !own.HasNext || !segment.SequenceNumber.IsBefore(own.Next))
        {
            return Observation.None;
        }

        if (segment.PayloadLength > 0 && peer.HasAck && !segment.End.IsAfter(peer.LastAck))
        {
            return Observation.Retransmission | Observation.SpuriousRetransmission;
        }

        if (peer.DuplicateAcks >= 2 && peer.LastAck == segment.SequenceNumber && segment.Time.NanosecondsSince(peer.LastAckTime) < FastRetransmissionNanoseconds)
        {
            return Observation.Retransmission | Observation.FastRetransmission;
        }

        long threshold = roundTripNanoseconds > 0 ? roundTripNanoseconds : DefaultOutOfOrderNanoseconds;
        return segment.Time.NanosecondsSince(own.NextTime) < threshold && own.Next != segment.End
            ? Observation.OutOfOrder
            : Observation.Retransmission;
    }

    private void NoteRoundTrip(Segment segment, DirectionState own, DirectionState peer)
    {
        // Wireshark's initial RTT: from the SYN to the ACK that completes the handshake.
        if (roundTripNanoseconds == 0 && segment.IsPureAck && own.SynTime is { } syn && peer.SynTime is not null)
        {
            roundTripNanoseconds = Math.Max(1, segment.Time.NanosecondsSince(syn));
        }
    }

    /// <summary>Wireshark takes a repetition within 20 ms of the duplicate ACKs for a fast retransmission.</summary>
    private const long FastRetransmissionNanoseconds = 20_000_000;

    /// <summary>Wireshark's threshold for "out of order" where the round-trip time is not known: 3 ms.</summary>
    private const long DefaultOutOfOrderNanoseconds = 3_000_000;
}
