namespace RstKb.Capture.Flows.Observations;

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
    public static IReadOnlyList<string> Of(Segment segment)
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
