namespace RstKb.Cases.Packets;

/// <summary>The bytes of one packet of a stored capture, as far as they were asked for.</summary>
/// <param name="Packet">Its number.</param>
/// <param name="CapturedLength">Bytes of it that the capture holds.</param>
/// <param name="OriginalLength">Bytes on the wire.</param>
/// <param name="HeaderLength">Captured bytes before the TCP payload.</param>
/// <param name="Bytes">The headers and, where asked for, the payload's first bytes, as lower-case hexadecimal.</param>
/// <param name="Fields">Where header fields lie.</param>
public sealed record PacketBytes(long Packet, int CapturedLength, int OriginalLength, int HeaderLength, string Bytes, IReadOnlyList<FieldPlace> Fields);
