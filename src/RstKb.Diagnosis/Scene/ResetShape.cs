namespace RstKb.Diagnosis.Scene;

/// <summary>How a RST is built. Linux builds it in two ways only, and they look different on the wire; half of all causes are excluded by the shape alone.</summary>
public enum ResetShape
{
    /// <summary>Unlike anything a Linux end sends at this place: another stack, a box on the path, or forged.</summary>
    Foreign,

    /// <summary>RST,ACK out of a socket that still exists: sequence number, window and timestamps continue (<c>tcp_send_active_reset</c>).</summary>
    Abort,

    /// <summary>Bare RST that answers a segment: its sequence number is that segment's acknowledgment number, window 0, no options (<c>tcp_v4_send_reset</c>).</summary>
    Reply,

    /// <summary>RST,ACK with sequence number 0 that answers a segment without ACK, as a rule a SYN (<c>tcp_v4_send_reset</c>).</summary>
    Refusal,
}
