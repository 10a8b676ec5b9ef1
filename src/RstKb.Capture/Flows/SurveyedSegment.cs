using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What finding a segment's flow and counting it needs, without a view of its bytes: it may wait until others are read.</summary>
/// <param name="Key">Addresses and ports.</param>
/// <param name="Hash">The key's hash.</param>
/// <param name="IsKnown">False where an address has no number because the limit of flows was reached.</param>
/// <param name="FromLow">Whether the end that sorts first sent it.</param>
internal readonly record struct SurveyedSegment(
    CompactKey Key,
    uint Hash,
    bool IsKnown,
    bool FromLow,
    TcpFlags Flags,
    byte Ttl,
    SequenceNumber SequenceNumber,
    SequenceNumber AcknowledgmentNumber,
    int PayloadLength,
    long Packet,
    CaptureTime Time)
{
    /// <summary>Whether it is no segment of its own but one that an ICMP error quotes.</summary>
    public Quotation Quotes { get; init; }

    /// <summary>See <see cref="DecodedSegment.IsLengthUnknown"/>.</summary>
    public bool IsLengthUnknown { get; init; }

    /// <summary>Whether its options may hold one of MPTCP.</summary>
    public bool MayBeMptcp { get; init; }
}
