namespace RstKb.Capture.Flows.Observations;

/// <summary>Which parts of a connection's life the capture holds: Wireshark's <c>tcp.completeness</c>.</summary>
[Flags]
public enum ConversationCompleteness
{
    None = 0,

    /// <summary>The flow begins with a SYN.</summary>
    Syn = 1,

    SynAck = 2,

    /// <summary>An empty ACK, also one with RST or FIN.</summary>
    Ack = 4,

    /// <summary>Payload with ACK, or with the SYN of a flow whose ports were not used before.</summary>
    Data = 8,

    /// <summary>A FIN with ACK.</summary>
    Fin = 16,

    Reset = 32,
}
