using System.Buffers.Binary;
using RstKb.Capture.Headers;

namespace RstKb.Benchmarks.Generation;

/// <summary>Writes Ethernet frames with IPv4 or IPv6 and TCP into one buffer. Checksums are left at 0: nothing here verifies them.</summary>
internal sealed class FrameBuilder
{
    private const int EthernetBytes = 14;
    private const int TcpBytes = 20;
    private const int SmallestFrame = 60;

    private readonly byte[] _frame = new byte[2048];

    /// <summary>One segment; valid until the next one is built.</summary>
    public ReadOnlySpan<byte> Segment(GeneratedFlow flow, bool fromClient, TcpFlags flags, int payload)
    {
        if (flags == TcpFlags.Syn && flow.IsSeen)
        {
            // The SYN is repeated with its number; another number would begin another connection.
            flow.Advance(fromClient, uint.MaxValue);
        }

        Span<byte> frame = _frame;
        frame.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], flow.IsIPv6 ? (ushort)0x86dd : (ushort)0x0800);
        int ipBytes = flow.IsIPv6 ? 40 : 20;
        Span<byte> ip = frame[EthernetBytes..];
        Span<byte> tcp = ip[ipBytes..];
        WriteIp(ip, flow, fromClient, TcpBytes + payload);
        WriteTcp(tcp, flow, fromClient, flags);
        for (int i = 0; i < payload; i++)
        {
            tcp[TcpBytes + i] = (byte)(i * 7);
        }

        uint occupied = (uint)payload + ((flags & TcpFlags.Syn) != 0 ? 1u : 0) + ((flags & TcpFlags.Fin) != 0 ? 1u : 0);
        flow.Advance(fromClient, occupied);
        return frame[..Math.Max(SmallestFrame, EthernetBytes + ipBytes + TcpBytes + payload)];
    }

    private static void WriteIp(Span<byte> ip, GeneratedFlow flow, bool fromClient, int bytes)
    {
        uint source = fromClient ? flow.Client : flow.Server;
        uint destination = fromClient ? flow.Server : flow.Client;
        byte ttl = fromClient ? (byte)64 : flow.ServerTtl;
        if (flow.IsIPv6)
        {
            ip[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)bytes);
            ip[6] = 6;
            ip[7] = ttl;
            // 2001:db8::/32 is reserved for documentation (RFC 3849).
            BinaryPrimitives.WriteUInt32BigEndian(ip[8..], 0x2001_0db8);
            BinaryPrimitives.WriteUInt32BigEndian(ip[20..], source);
            BinaryPrimitives.WriteUInt32BigEndian(ip[24..], 0x2001_0db8);
            BinaryPrimitives.WriteUInt32BigEndian(ip[36..], destination);
            return;
        }

        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(20 + bytes));
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], flow.NextIdentification(fromClient));
        ip[6] = 0x40;
        ip[8] = ttl;
        ip[9] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], source);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], destination);
    }

    private static void WriteTcp(Span<byte> tcp, GeneratedFlow flow, bool fromClient, TcpFlags flags)
    {
        BinaryPrimitives.WriteUInt16BigEndian(tcp, fromClient ? flow.ClientPort : flow.ServerPort);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], fromClient ? flow.ServerPort : flow.ClientPort);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], flow.Number(fromClient));
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], (flags & TcpFlags.Ack) != 0 ? flow.Number(!fromClient) : 0);
        tcp[12] = 0x50;
        tcp[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], (flags & TcpFlags.Rst) != 0 ? (ushort)0 : (ushort)64240);
    }
}
