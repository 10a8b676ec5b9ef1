namespace RstKb.Benchmarks.Generation;

/// <summary>The first RST of a flow.</summary>
/// <param name="Packet">Its number in the file, from 1.</param>
/// <param name="Source">Address and port that it bears, for instance <c>10.1.0.5 443</c>.</param>
/// <param name="Destination">Address and port that it goes to.</param>
/// <param name="Flags"><c>RST</c> or <c>RST+ACK</c>.</param>
public readonly record struct FirstReset(long Packet, string Source, string Destination, string Flags);
