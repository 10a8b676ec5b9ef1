using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the survey needs of one segment, without a view of its bytes: it may wait until others are read.</summary>
/// <param name="Key">Addresses and ports.</param>
/// <param name="Hash">The key's hash in the table that it was read for.</param>
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
    CaptureTime Time);
