namespace RstKb.Capture.Flows.Observations;

/// <summary>What Wireshark's TCP analysis would mark on a segment (<c>tcp.analysis.*</c>), and two marks of our own.</summary>
[Flags]
public enum Observation
{
    None = 0,
    Retransmission = 1 << 0,
    FastRetransmission = 1 << 1,
    SpuriousRetransmission = 1 << 2,
    OutOfOrder = 1 << 3,
    LostSegment = 1 << 4,
    AckedLostSegment = 1 << 5,
    DuplicateAck = 1 << 6,
    ZeroWindow = 1 << 7,
    ZeroWindowProbe = 1 << 8,
    ZeroWindowProbeAck = 1 << 9,
    WindowUpdate = 1 << 10,
    WindowFull = 1 << 11,
    KeepAlive = 1 << 12,
    KeepAliveAck = 1 << 13,
    PortReused = 1 << 14,

    /// <summary>The same packet was captured before, at another interface or one hop away: it was sent once.</summary>
    CapturedTwice = 1 << 15,

    /// <summary>Any of the three kinds of retransmission.</summary>
    AnyRetransmission = Retransmission | FastRetransmission | SpuriousRetransmission,
}
