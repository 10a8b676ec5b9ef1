using System.Buffers.Binary;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Cases.Sharing;

namespace RstKb.Cases.Packets;

/// <summary>
/// Makes of a packet what somebody outside may have. Without payload it ends with the TCP header. With addresses replaced nothing around the innermost IP
/// header is kept (link addresses, VLANs and tunnels tell where a packet was captured): the packet begins with an IP header made of the fields that matter,
/// and its checksums are right for what it holds.
/// </summary>
internal sealed class PacketCleaner(SliceTerms terms)
{
    private const int IPv4Header = 20;
    private const int IPv6Header = 40;
    private const byte Tcp = 6;
    private const int TcpChecksum = 16;
    private const ushort DontFragment = 0x4000;

    private byte[] _packet = new byte[2048];

    /// <summary>The packet as it may leave; it ends with the next call.</summary>
    public CapturedPacket Clean(in CapturedPacket packet, in DecodedSegment segment)
    {
        int headers = FieldPlaces.EndOfHeaders(packet, segment);
        int tcp = Math.Max(0, headers - segment.HeaderBytes);
        int end = terms.WithPayload ? Math.Min(packet.Bytes.Length, headers + segment.Payload.Length) : Math.Min(packet.Bytes.Length, headers);
        if (terms.Addresses is null)
        {
            return Copy(packet, packet.LinkType, packet.Bytes[..(terms.WithPayload ? packet.Bytes.Length : end)], packet.OriginalLength);
        }

        ReadOnlySpan<byte> tail = tcp < end ? packet.Bytes[tcp..end] : [];
        int ip = segment.IsIPv6 ? IPv6Header : IPv4Header;
        int wire = segment.HeaderBytes + segment.PayloadLength;
        if (_packet.Length < ip + tail.Length)
        {
            _packet = new byte[ip + tail.Length];
        }

        Span<byte> made = _packet.AsSpan(0, ip + tail.Length);
        made.Clear();
        tail.CopyTo(made[ip..]);
        if (segment.IsIPv6)
        {
            WriteIPv6(made, segment, wire, terms.Addresses);
        }
        else
        {
            WriteIPv4(made, segment, wire, terms.Addresses);
        }

        if (tail.Length == wire)
        {
            WriteChecksum(made, ip, segment.IsIPv6);
        }

        return Copy(packet, LinkType.Raw, made, ip + wire);
    }

    private static CapturedPacket Copy(in CapturedPacket packet, LinkType link, ReadOnlySpan<byte> bytes, int original) =>
        new() { Number = packet.Number, Time = packet.Time, LinkType = link, Bytes = bytes, OriginalLength = original };

    private static void WriteIPv4(Span<byte> made, in DecodedSegment segment, int wire, AddressReplacement addresses)
    {
        made[0] = 0x45;
        made[1] = segment.TrafficClass;
        BinaryPrimitives.WriteUInt16BigEndian(made[2..], (ushort)Math.Min(ushort.MaxValue, IPv4Header + wire));
        BinaryPrimitives.WriteUInt16BigEndian(made[4..], segment.IpId);
        BinaryPrimitives.WriteUInt16BigEndian(made[6..], segment.DontFragment ? DontFragment : (ushort)0);
        made[8] = segment.Ttl;
        made[9] = Tcp;
        BinaryPrimitives.WriteUInt32BigEndian(made[12..], (uint)addresses.Hide(segment.Source).Value);
        BinaryPrimitives.WriteUInt32BigEndian(made[16..], (uint)addresses.Hide(segment.Destination).Value);
        BinaryPrimitives.WriteUInt16BigEndian(made[10..], Folded(Sum(made[..IPv4Header])));
    }

    private static void WriteIPv6(Span<byte> made, in DecodedSegment segment, int wire, AddressReplacement addresses)
    {
        BinaryPrimitives.WriteUInt32BigEndian(made, 0x60000000 | ((uint)segment.TrafficClass << 20) | segment.FlowLabel);
        BinaryPrimitives.WriteUInt16BigEndian(made[4..], (ushort)Math.Min(ushort.MaxValue, wire));
        made[6] = Tcp;
        made[7] = segment.Ttl;
        BinaryPrimitives.WriteUInt128BigEndian(made[8..], addresses.Hide(segment.Source).Value);
        BinaryPrimitives.WriteUInt128BigEndian(made[24..], addresses.Hide(segment.Destination).Value);
    }

    // RFC 9293, 3.1: over the addresses, the protocol, the length and the segment itself.
    private static void WriteChecksum(Span<byte> made, int ip, bool isIPv6)
    {
        Span<byte> tcp = made[ip..];
        tcp[TcpChecksum] = 0;
        tcp[TcpChecksum + 1] = 0;
        uint sum = Sum(isIPv6 ? made[8..40] : made[12..20]) + Tcp + (uint)tcp.Length + Sum(tcp);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[TcpChecksum..], Folded(sum));
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }

        return bytes.Length % 2 == 0 ? sum : sum + ((uint)bytes[^1] << 8);
    }

    private static ushort Folded(uint sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
