using System.Runtime.InteropServices;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the survey keeps of one direction of a flow.</summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
public struct FlowSide
{
    /// <summary>Payload bytes, retransmissions counted each time.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Segments.</summary>
    public uint Packets { get; internal set; }

    /// <summary>Segments with RST.</summary>
    public uint Resets { get; internal set; }

    /// <summary>Where relative sequence numbers start: the number of the SYN or of the last SYN-ACK, or one before the first one seen. Valid where <see cref="HasBase"/>.</summary>
    public SequenceNumber Base { get; internal set; }

    /// <summary>Payload and FIN end here: the highest sequence number after a segment. Valid after the first segment.</summary>
    public SequenceNumber End { get; internal set; }

    /// <summary>All flags seen in this direction.</summary>
    public TcpFlags Flags { get; internal set; }

    /// <summary>TTL or hop limit of the first segment that was no RST; 0 where there was none.</summary>
    public byte Ttl { get; internal set; }

    internal SideMarks Marks;

    public readonly bool HasBase => (Marks & SideMarks.Base) != 0;

    /// <summary>A SYN without ACK was seen.</summary>
    public readonly bool HasSyn => (Marks & SideMarks.Syn) != 0;

    /// <summary>A SYN with ACK was seen.</summary>
    public readonly bool HasSynAck => (Marks & SideMarks.SynAck) != 0;

    /// <summary>A pure ACK was seen: no SYN, FIN or RST.</summary>
    public readonly bool HasAck => (Marks & SideMarks.Ack) != 0;

    /// <summary>A further SYN-ACK with another number makes relative numbers start there, as for Wireshark.</summary>
    internal void MoveBase(TcpFlags flags, SequenceNumber number)
    {
        if ((flags & (TcpFlags.Syn | TcpFlags.Ack)) == (TcpFlags.Syn | TcpFlags.Ack) && HasBase)
        {
            Base = number;
        }
    }

    /// <summary>Takes note of a segment that is no RST.</summary>
    internal void NoteOrdinary(in SurveyedSegment segment)
    {
        bool syn = (segment.Flags & TcpFlags.Syn) != 0;
        bool ack = (segment.Flags & TcpFlags.Ack) != 0;
        int occupied = segment.PayloadLength + (syn ? 1 : 0) + ((segment.Flags & TcpFlags.Fin) != 0 ? 1 : 0);
        SequenceNumber end = segment.SequenceNumber + occupied;
        if ((Marks & SideMarks.Ordinary) == 0)
        {
            Ttl = segment.Ttl;
            End = end;
        }
        else
        {
            End = SequenceNumber.Later(End, end);
        }

        Marks |= SideMarks.Ordinary | (syn ? ack ? SideMarks.SynAck : SideMarks.Syn : ack ? SideMarks.Ack : SideMarks.None);
    }
}

/// <summary>What a direction has shown.</summary>
[Flags]
internal enum SideMarks : byte
{
    None = 0,
    Base = 1,
    Syn = 2,
    SynAck = 4,
    Ack = 8,

    /// <summary>A segment that was no RST.</summary>
    Ordinary = 16,
}
