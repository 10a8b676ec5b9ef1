using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RstKb.Capture.Files;

namespace RstKb.Capture.Headers;

/// <summary>Where the header fields of a packet's innermost TCP segment lie among its bytes: name, first byte, count.</summary>
public static class FieldPlaces
{
    private const int LeastIPv4 = 20;
    private const int MostIPv4 = 60;
    private const int IPv6Header = 40;
    private const byte Timestamps = 8;

    /// <summary>The first byte after the TCP header; the count of all captured bytes where the header itself was cut.</summary>
    public static int EndOfHeaders(in CapturedPacket packet, in DecodedSegment segment)
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(segment.Payload)))
        {
            return packet.Bytes.Length;
        }

        long end = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(packet.Bytes), ref MemoryMarshal.GetReference(segment.Payload));
        return end < 0 || end > packet.Bytes.Length ? packet.Bytes.Length : (int)end;
    }

    /// <summary>The fields that lie within the captured bytes.</summary>
    public static IReadOnlyList<(string Field, int Start, int Count)> Of(in CapturedPacket packet, in DecodedSegment segment)
    {
        int tcp = EndOfHeaders(packet, segment) - segment.HeaderBytes;
        var places = new List<(string Field, int Start, int Count)>();
        if (tcp < 0 || tcp + LeastIPv4 > packet.Bytes.Length)
        {
            return places;
        }

        AddAddresses(places, packet.Bytes, tcp, segment.IsIPv6);
        places.AddRange([("ports", tcp, 4), ("seq", tcp + 4, 4), ("ack", tcp + 8, 4), ("flags", tcp + 13, 1), ("win", tcp + 14, 2)]);
        AddTimestamps(places, packet.Bytes, tcp + LeastIPv4, tcp + segment.HeaderBytes);
        return places;
    }

    // The IP header ends where TCP begins, unless IPv6 has extension headers; then its fields are left out.
    private static void AddAddresses(List<(string Field, int Start, int Count)> places, ReadOnlySpan<byte> bytes, int tcp, bool isIPv6)
    {
        if (isIPv6)
        {
            int start = tcp - IPv6Header;
            if (start >= 0 && bytes[start] >> 4 == 6 && bytes[start + 6] == (byte)IpProtocol.Tcp)
            {
                places.AddRange([("ttl", start + 7, 1), ("ip", start + 8, 32)]);
            }

            return;
        }

        for (int length = LeastIPv4; length <= MostIPv4 && tcp - length >= 0; length += 4)
        {
            int start = tcp - length;
            if (bytes[start] == (0x40 | (length / 4)) && bytes[start + 9] == (byte)IpProtocol.Tcp)
            {
                places.AddRange([("id", start + 4, 2), ("df", start + 6, 1), ("ttl", start + 8, 1), ("ip", start + 12, 8)]);
                return;
            }
        }
    }

    private static void AddTimestamps(List<(string Field, int Start, int Count)> places, ReadOnlySpan<byte> bytes, int from, int to)
    {
        for (int at = from; at + 1 < Math.Min(to, bytes.Length) && bytes[at] != 0;)
        {
            int length = bytes[at] == 1 ? 1 : bytes[at + 1];
            if (bytes[at] == Timestamps && length == 10 && at + length <= bytes.Length)
            {
                places.Add(("ts", at, length));
            }

            if (length == 0)
            {
                return;
            }

            at += length;
        }
    }
}
