using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Network;

/// <summary>The fixed IPv6 header (RFC 8200, section 3).</summary>
internal readonly ref struct IPv6Header
{
    public const int Size = 40;

    private readonly ReadOnlySpan<byte> _bytes;

    private IPv6Header(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public int Version => _bytes[0] >> 4;

    public byte TrafficClass => (byte)(BinaryPrimitives.ReadUInt16BigEndian(_bytes) >> 4);

    /// <summary>20 bits.</summary>
    public uint FlowLabel => BinaryPrimitives.ReadUInt32BigEndian(_bytes) & 0xfffff;

    /// <summary>Bytes after this header; 0 for a jumbogram. Unlike that of IPv4 it is not 0 where the network card was to divide a large segment.</summary>
    public int PayloadLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    public byte NextHeader => _bytes[6];

    public byte HopLimit => _bytes[7];

    public NetworkAddress Source => NetworkAddress.FromIPv6(_bytes[8..]);

    public NetworkAddress Destination => NetworkAddress.FromIPv6(_bytes[24..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out IPv6Header header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new IPv6Header(bytes[..Size]) : default;
        return isWhole;
    }
}
