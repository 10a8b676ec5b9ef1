using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>Figures of the segments that a trace dropped.</summary>
/// <param name="AfterIndex">They stand before <c>Segments[AfterIndex]</c>.</param>
/// <param name="First">Time of the first of them.</param>
/// <param name="Last">Time of the last of them.</param>
/// <param name="Packets">How many.</param>
/// <param name="BytesToServer">Payload bytes.</param>
/// <param name="BytesToClient">Payload bytes.</param>
/// <param name="Retransmissions">How many of them were retransmissions.</param>
public sealed record TraceMiddle(int AfterIndex, CaptureTime First, CaptureTime Last, long Packets, long BytesToServer, long BytesToClient, long Retransmissions);
