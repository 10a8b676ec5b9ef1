using System.Net;
using RstKb.Tests.Capture;
using RstKb.Tests.Capture.Files;

namespace RstKb.Web.Tests.Ladder;

/// <summary>
/// A capture of the flow that takes most room on a page: long IPv6 addresses, nothing that folds, a pause before every other segment, requests with notes,
/// retransmissions, zero windows, timestamps, a reset at the end.
/// </summary>
internal static class DenseFlow
{
    private const byte Syn = 0x02, Rst = 0x04, Psh = 0x08, Ack = 0x10;

    private static readonly End Client = new("2001:db8:1234:5678:9abc:def0:1234:5678", 51_234, 64) { Next = 2_874_119_203 };
    private static readonly End Server = new("2001:db8:fedc:ba98:7654:3210:fedc:ba98", 18_443, 49) { Next = 4_294_900_000 };

    /// <summary>Writes it.</summary>
    /// <param name="segments">How many, six at least.</param>
    /// <param name="bulk">How many of them are a download without a pause after the handshake: they fold.</param>
    public static byte[] Pcap(int segments, int bulk = 0)
    {
        var file = new PcapBytes(network: 101);
        var (client, server) = (Client with { }, Server with { });
        var microseconds = 0L;
        var written = 0;
        void Send(End from, byte flags, string text = "", int window = 502, uint? again = null)
        {
            var to = from == client ? server : client;
            var payload = System.Text.Encoding.ASCII.GetBytes(text);
            file.Packet((uint)(1_795_000_000 + (microseconds / 1_000_000)), (uint)(microseconds % 1_000_000), Packet(from, to, flags, again ?? from.Next, window, payload, microseconds));
            from.Next += again is null ? (uint)payload.Length + ((flags & Syn) != 0 ? 1u : 0) : 0;
            written++;
        }

        Send(client, Syn);
        microseconds += 20_000;
        Send(server, Syn | Ack);
        microseconds += 100;
        Send(client, Ack);
        for (var i = 0; i < bulk; i++)
        {
            microseconds += 100;
            Send(server, Psh | Ack, new string('x', 1200));
        }

        for (var i = 0; written < segments - 2; i++)
        {
            microseconds += 700_000 + (i % 7 * 100_000);
            var request = $"GET /api/v1/resources/{i}/items HTTP/1.1\r\nHost: example\r\n\r\n";
            var start = client.Next;
            Send(client, Psh | Ack, request);
            microseconds += 21_300;
            switch (i % 5)
            {
                case 3: Send(client, Psh | Ack, request, again: start); break;
                case 4: Send(server, Ack, window: 0); break;
                default: Send(server, Psh | Ack, "HTTP/1.1 200 OK\r\n\r\n" + new string('x', 1200)); break;
            }
        }

        while (written < segments)
        {
            microseconds += 1_200_000;
            Send(server, Rst | Ack, window: 0);
        }

        return file.ToArray();
    }

    private static byte[] Packet(End from, End to, byte flags, uint sequence, int window, byte[] payload, long microseconds)
    {
        byte[] options = (flags & Syn) != 0
            ? new ByteList(true).U32(0x020405a0).U32(0x0402080a).U32((uint)(microseconds / 1000)).U32(0).U32(0x01030307).ToArray()
            : new ByteList(true).U32(0x0101080a).U32((uint)(3_998_000_000 + (microseconds / 1000))).U32((uint)(3_998_000_000 + (microseconds / 1000) - 20)).ToArray();
        byte[] tcp = new ByteList(true).U16(from.Port).U16(to.Port).U32(sequence).U32((flags & Ack) != 0 ? to.Next : 0)
            .U8((byte)((20 + options.Length) / 4 << 4)).U8(flags).U16(window).U32(0).Raw(options).Raw(payload).ToArray();
        return new ByteList(true).U32(0x60012345).U16(tcp.Length).U8(6).U8(from.Ttl).Raw(IPAddress.Parse(from.Address).GetAddressBytes()).Raw(IPAddress.Parse(to.Address).GetAddressBytes()).Raw(tcp).ToArray();
    }

    private sealed record End(string Address, int Port, byte Ttl)
    {
        public uint Next { get; set; }
    }
}
