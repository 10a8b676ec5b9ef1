namespace RstKb.Capture.Flows.Observations;

/// <summary>What Wireshark's analysis remembers of one MPTCP connection, which may have several subflows.</summary>
internal sealed class MptcpConnection
{
    public MptcpEnd First { get; } = new();

    public MptcpEnd Second { get; } = new();

    /// <summary>Bit n is set once an option of subtype n was seen, from MP_CAPABLE (0) to MP_FASTCLOSE (7).</summary>
    public byte Operations { get; set; }
}

/// <summary>One end of an MPTCP connection.</summary>
internal sealed class MptcpEnd
{
    public bool HasToken { get; set; }

    public bool HasKey { get; set; }

    /// <summary>Of the protocol in which its key was exchanged: 0 (RFC 6824) or 1 (RFC 8684).</summary>
    public int Version { get; set; }
}
