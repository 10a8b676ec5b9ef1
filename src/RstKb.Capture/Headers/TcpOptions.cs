namespace RstKb.Capture.Headers;

/// <summary>What the options of one TCP header say (RFC 9293 3.2, RFC 7323, RFC 2018, RFC 8684). Absent options are null or false.</summary>
public readonly record struct TcpOptions
{
    public ushort? MaximumSegmentSize { get; init; }

    /// <summary>Shift count, 0 to 14.</summary>
    public byte? WindowScale { get; init; }

    public bool SackPermitted { get; init; }

    public bool HasTimestamps { get; init; }

    /// <summary>TSval.</summary>
    public uint TimestampValue { get; init; }

    /// <summary>TSecr.</summary>
    public uint TimestampEcho { get; init; }

    /// <summary>Number of SACK blocks, 0 to 4.</summary>
    public byte SackBlocks { get; init; }

    /// <summary>Right edge of the highest SACK block.</summary>
    public SequenceNumber HighestSackEdge { get; init; }

    /// <summary>Bit n is set where MPTCP subtype n is there: 1 is MP_JOIN, 6 MP_FAIL, 7 MP_FASTCLOSE, 8 MP_TCPRST.</summary>
    public ushort MptcpSubtypes { get; init; }

    /// <summary>Reason code of MP_TCPRST (RFC 8684, 3.6).</summary>
    public byte? MptcpResetReason { get; init; }

    public bool HasFastOpen { get; init; }

    public bool HasUserTimeout { get; init; }

    /// <summary>TCP-MD5 (kind 19) or TCP-AO (kind 29).</summary>
    public bool IsSigned { get; init; }

    /// <summary>The kinds in their order, one a nibble from the lowest, at most 16 (kinds above 14 as 15): a stack's handwriting.</summary>
    public ulong Order { get; init; }
}
