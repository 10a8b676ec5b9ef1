using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>An ICMP error that quotes a segment of a flow. It is no packet of the flow, but says what became of one.</summary>
/// <param name="Packet">Number of the error's packet in the file, from 1.</param>
/// <param name="Time">When it was captured.</param>
/// <param name="About">Whose segment it quotes.</param>
/// <param name="Error">What it says, and of which segment.</param>
public sealed record QuotedError(long Packet, CaptureTime Time, Side About, IcmpError Error);
