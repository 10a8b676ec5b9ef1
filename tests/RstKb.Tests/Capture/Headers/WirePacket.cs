namespace RstKb.Tests.Capture.Headers;

/// <summary>Raw IPv4 and IPv6 packets between a client, a server and a router, and files of them.</summary>
internal static class WirePacket
{
    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Rst = 4;
    public const byte Ack = 16;

    private static readonly byte[] Client = [10, 0, 0, 1];
    private static readonly byte[] Server = [10, 0, 0, 2];
    private static readonly byte[] Router = [10, 0, 9, 9];

    public static byte[] FromClient(uint sequence, byte flags, uint acknowledgment = 0, int port = 1000, int payload = 0) =>
        IPv4(Client, Server, 6, Tcp(port, 80, sequence, acknowledgment, flags, payload));

    public static byte[] FromServer(uint sequence, byte flags, uint acknowledgment = 0, int port = 1000, int payload = 0) =>
        IPv4(Server, Client, 6, Tcp(80, port, sequence, acknowledgment, flags, payload));

    /// <summary>An ICMP error of the router about a packet.</summary>
    /// <param name="quoted">The packet.</param>
    /// <param name="bytes">How many bytes after its IP header are quoted; all by default.</param>
    public static byte[] Error(byte[] quoted, int type = 3, int code = 13, int? bytes = null) =>
        IPv4(Router, quoted[12..16], 1, [(byte)type, (byte)code, 0, 0, 0, 0, 5, 0, .. bytes is { } count ? quoted[..(20 + count)] : quoted]);

    /// <summary>The same over IPv6, with a TCP header quoted inside.</summary>
    public static byte[] Error6(byte[] quoted, int type = 1, int code = 1) => IPv6(9, quoted[23], 58, [(byte)type, (byte)code, 0, 0, 0, 0, 5, 0, .. quoted]);

    public static byte[] FromClient6(uint sequence, byte flags, uint acknowledgment = 0, int port = 1000) => IPv6(1, 2, 6, Tcp(port, 80, sequence, acknowledgment, flags, 0));

    public static byte[] FromServer6(uint sequence, byte flags, uint acknowledgment = 0, int port = 1000) => IPv6(2, 1, 6, Tcp(80, port, sequence, acknowledgment, flags, 0));

    /// <summary>A pcap file of raw IP packets, a millisecond apart.</summary>
    public static byte[] Pcap(params IReadOnlyList<byte[]> packets)
    {
        var file = new Files.PcapBytes(network: 101);
        for (int i = 0; i < packets.Count; i++)
        {
            file.Packet(1_700_000_000 + (uint)(i / 1000), (uint)(i % 1000 * 1000), packets[i]);
        }

        return file.ToArray();
    }

    private static byte[] Tcp(int source, int destination, uint sequence, uint acknowledgment, byte flags, int payload) => new ByteList(true)
        .U16(source).U16(destination).U32(sequence).U32(acknowledgment).U8(0x50).U8(flags).U16((flags & Rst) != 0 ? 0 : 512).U32(0).Raw(new byte[payload]).ToArray();

    private static byte[] IPv4(byte[] source, byte[] destination, byte protocol, byte[] payload) => new ByteList(true)
        .U16(0x4500).U16(20 + payload.Length).U16(1).U16(0x4000).U8(64).U8(protocol).U16(0).Raw(source).Raw(destination).Raw(payload).ToArray();

    private static byte[] IPv6(byte source, byte destination, byte next, byte[] payload) => new ByteList(true)
        .U32(0x60000000).U16(payload.Length).U8(next).U8(64).Raw(Address6(source)).Raw(Address6(destination)).Raw(payload).ToArray();

    private static byte[] Address6(byte last) => [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];
}
