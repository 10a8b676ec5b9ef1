using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the survey keeps of one direction of a flow.</summary>
public struct FlowSide
{
    /// <summary>Segments.</summary>
    public uint Packets;

    /// <summary>Payload bytes, retransmissions counted each time.</summary>
    public long Bytes;

    /// <summary>Where relative sequence numbers start: the SYN's number, or one before the first one seen. Valid where <see cref="HasBase"/>.</summary>
    public SequenceNumber Base;

    /// <summary>Payload and FIN end here: the highest sequence number after a segment. Valid after the first segment.</summary>
    public SequenceNumber End;

    /// <summary>All flags seen in this direction.</summary>
    public TcpFlags Flags;

    public bool HasBase;

    /// <summary>A SYN without ACK was seen.</summary>
    public bool HasSyn;

    /// <summary>A SYN with ACK was seen.</summary>
    public bool HasSynAck;

    /// <summary>A pure ACK was seen: no SYN, FIN or RST.</summary>
    public bool HasAck;

    /// <summary>TTL or hop limit of the first segment that was no RST; 0 where there was none.</summary>
    public byte Ttl;
}
