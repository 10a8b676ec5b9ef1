namespace RstKb.Diagnosis.Report;

/// <summary>The place at which a capture breaks off. All that stands before it was analysed.</summary>
/// <param name="AfterPacket">The last whole packet's number, 0 where there is none.</param>
/// <param name="AtByte">Offset in the uncompressed file at which the broken part starts.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record CutShortReport(long AfterPacket, long AtByte, string Text);
