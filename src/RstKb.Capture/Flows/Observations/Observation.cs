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

/// <summary>How the observations are called where people read them.</summary>
public static class ObservationNames
{
    private static readonly (Observation Mark, string Name)[] Names =
    [
        (Observation.FastRetransmission, "TCP Fast Retransmission"),
        (Observation.SpuriousRetransmission, "TCP Spurious Retransmission"),
        (Observation.Retransmission, "TCP Retransmission"),
        (Observation.OutOfOrder, "TCP Out-Of-Order"),
        (Observation.LostSegment, "TCP Previous segment not captured"),
        (Observation.AckedLostSegment, "TCP ACKed unseen segment"),
        (Observation.ZeroWindow, "TCP ZeroWindow"),
        (Observation.ZeroWindowProbe, "TCP ZeroWindowProbe"),
        (Observation.ZeroWindowProbeAck, "TCP ZeroWindowProbeAck"),
        (Observation.WindowUpdate, "TCP Window Update"),
        (Observation.WindowFull, "TCP Window Full"),
        (Observation.KeepAlive, "TCP Keep-Alive"),
        (Observation.KeepAliveAck, "TCP Keep-Alive ACK"),
        (Observation.PortReused, "TCP Port numbers reused"),
        (Observation.CapturedTwice, "Captured twice"),
    ];

    /// <summary>Wireshark's words without brackets, for instance <c>TCP Dup ACK 12#1</c>; empty for an ordinary segment.</summary>
    public static IReadOnlyList<string> Of(in Segment segment)
    {
        if (segment.Observations == Observation.None)
        {
            return [];
        }

        var names = new List<string>();
        foreach ((Observation mark, string name) in Names)
        {
            // A fast or spurious retransmission is a retransmission as well; the closer word suffices.
            bool covered = mark == Observation.Retransmission && segment.Has(Observation.FastRetransmission | Observation.SpuriousRetransmission);
            if (segment.Has(mark) && !covered)
            {
                names.Add(name);
            }
        }

        if (segment.Has(Observation.DuplicateAck))
        {
            names.Add($"TCP Dup ACK {segment.DuplicateOf}#{segment.DuplicateAckNumber}");
        }

        return names;
    }
}
