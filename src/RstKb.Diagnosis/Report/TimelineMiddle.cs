namespace RstKb.Diagnosis.Report;

/// <summary>The middle of a very long flow.</summary>
/// <param name="AfterIndex">It stands before <c>Segments[AfterIndex]</c>.</param>
/// <param name="Packets">How many packets it holds.</param>
/// <param name="BytesToServer">Payload bytes.</param>
/// <param name="BytesToClient">Payload bytes.</param>
/// <param name="DurationSeconds">From its first to its last packet.</param>
/// <param name="Retransmissions">Segments that Wireshark would mark as retransmissions.</param>
public sealed record TimelineMiddle(int AfterIndex, long Packets, long BytesToServer, long BytesToClient, double DurationSeconds, long Retransmissions);
