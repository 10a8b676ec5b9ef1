using System.Net;

namespace RstKb.Tests.Capture.Headers;

/// <summary>Builds packets from the inside to the outside.</summary>
internal static class PacketBytes
{
    public static byte[] Tcp(int flags = 0x18, byte[]? options = null, byte[]? payload = null, int? dataOffset = null) => new ByteList(true)
        .U16(40000).U16(443).U32(0x01020304).U32(0x05060708)
        .U8((byte)((dataOffset ?? (5 + ((options?.Length ?? 0) / 4))) << 4)).U8((byte)flags).U16(512).U16(0).U16(0)
        .Raw(options ?? []).Raw(payload ?? []).ToArray();

    public static byte[] IPv4(byte[] payload, byte protocol = 6, int? totalLength = null, int fragment = 0x4000, byte[]? options = null, byte ttl = 61) => new ByteList(true)
        .U8((byte)(0x45 + ((options?.Length ?? 0) / 4))).U8(0xb8).U16(totalLength ?? (20 + (options?.Length ?? 0) + payload.Length))
        .U16(0x1234).U16(fragment).U8(ttl).U8(protocol).U16(0).Raw(10, 0, 0, 5).Raw(10, 0, 0, 9).Raw(options ?? []).Raw(payload).ToArray();

    public static byte[] IPv6(byte[] payload, byte next = 6, int? payloadLength = null, byte hopLimit = 62) => new ByteList(true)
        .U32(0x6b8abcde).U16(payloadLength ?? payload.Length).U8(next).U8(hopLimit)
        .Raw(IPAddress.Parse("2001:db8::5").GetAddressBytes()).Raw(IPAddress.Parse("2001:db8::9").GetAddressBytes()).Raw(payload).ToArray();

    public static byte[] Ethernet(byte[] payload, int type = 0x0800) => new ByteList(true)
        .Raw(2, 0, 0, 0, 0, 9).Raw(2, 0, 0, 0, 0, 5).U16(type).Raw(payload).ToArray();

    // Wireshark remembers between which ports a tunnel was, so each has a port of its own at the other end too.
    public static byte[] Udp(byte[] payload, int destination) => new ByteList(true).U16(50000 + (destination % 997)).U16(destination).U16(8 + payload.Length).U16(0).Raw(payload).ToArray();

    public static byte[] Vlan(byte[] payload, int type = 0x0800) => new ByteList(true).U16(42).U16(type).Raw(payload).ToArray();

    public static byte[] Snap(byte[] payload, int type = 0x0800) => new ByteList(true).Raw(0xaa, 0xaa, 3, 0, 0, 0).U16(type).Raw(payload).ToArray();
}
