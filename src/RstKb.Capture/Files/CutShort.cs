namespace RstKb.Capture.Files;

/// <summary>Where a file breaks off or stops making sense.</summary>
/// <param name="AfterPacket">Number of the last whole packet, 0 where there is none.</param>
/// <param name="AtByte">Offset in the uncompressed file of the record that is not whole.</param>
/// <param name="Reason">One sentence.</param>
public sealed record CutShort(long AfterPacket, long AtByte, string Reason);
