namespace RstKb.Capture.Headers;

/// <summary>What an ICMP error means for the connection whose packet it quotes.</summary>
public enum IcmpErrorKind
{
    /// <summary>No route, no host or no port.</summary>
    Unreachable,

    /// <summary>A rule forbids it.</summary>
    Prohibited,

    /// <summary>The packet lived too long: a loop, or a TTL that was meant to end there.</summary>
    TimeExceeded,

    /// <summary>The packet does not fit the next link and must not be divided.</summary>
    PacketTooBig,

    /// <summary>A header that makes no sense, or a plea to send less.</summary>
    Other,
}
