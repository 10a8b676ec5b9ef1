using System.Buffers.Binary;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Cases.Packets;

/// <summary>The bytes of an ICMP error up to the end of the TCP header that it quotes. Payload that it quotes stays where it is.</summary>
internal static class QuotedBytes
{
    private const int LeastTcpHeader = 20;

    /// <summary>The error's bytes, with the quoted ports and sequence number as fields.</summary>
    public static PacketBytes Of(in CapturedPacket packet, in IcmpError error)
    {
        // RFC 792: the quotation holds eight bytes of the segment at least.
        Span<byte> quoted = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16BigEndian(quoted, error.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(quoted[2..], error.DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(quoted[4..], error.SequenceNumber.Value);
        int tcp = packet.Bytes.IndexOf(quoted);
        int end = tcp < 0 ? 0 : Math.Min(packet.Bytes.Length, tcp + LeastTcpHeader);
        return new PacketBytes(
            packet.Number, packet.Bytes.Length, packet.OriginalLength, end, Convert.ToHexStringLower(packet.Bytes[..end]),
            tcp < 0 ? [] : [new FieldPlace("ports", tcp, 4), new FieldPlace("seq", tcp + 4, 4)]);
    }
}
