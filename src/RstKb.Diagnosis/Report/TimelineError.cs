namespace RstKb.Diagnosis.Report;

/// <summary>An ICMP error that quotes a packet of the flow. It is no packet of the flow itself.</summary>
/// <param name="Packet">The error's number in the file, from 1.</param>
/// <param name="OffsetNanoseconds">Nanoseconds since the flow's first packet.</param>
/// <param name="Reporter">The address that sent it.</param>
/// <param name="About">Whose packet it quotes: <c>client</c> or <c>server</c>.</param>
/// <param name="Text">What it says, for instance <c>host unreachable</c>.</param>
/// <param name="RelativeSequenceNumber">Of the quoted packet, counted as in <see cref="TimelineSegment.RelativeSequenceNumber"/>.</param>
/// <param name="Ttl">TTL or hop limit of the error at the capture point.</param>
/// <param name="Mtu">For a packet that is too big: the bytes that fit; null otherwise.</param>
public sealed record TimelineError(long Packet, long OffsetNanoseconds, string Reporter, string About, string Text, uint RelativeSequenceNumber, int Ttl, int? Mtu);
