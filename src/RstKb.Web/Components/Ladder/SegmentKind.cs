namespace RstKb.Web.Components.Ladder;

/// <summary>What a packet is to the eye: each kind has its own line, its own mark at the sender and its own head at the receiver.</summary>
public enum SegmentKind
{
    Syn,
    Data,
    Ack,
    Fin,
    Reset,
    LaterReset,
    Retransmission,
    DuplicateAck,
    OutOfOrder,
    KeepAlive,
    ZeroWindow,
}
