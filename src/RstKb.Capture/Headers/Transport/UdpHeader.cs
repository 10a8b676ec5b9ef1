using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Transport;

/// <summary>A UDP header (RFC 768), read for the tunnels inside it.</summary>
internal readonly ref struct UdpHeader
{
    public const int Size = 8;

    private readonly ReadOnlySpan<byte> _bytes;

    private UdpHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    /// <summary>Bytes of header and payload as claimed.</summary>
    public int Length => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out UdpHeader header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new UdpHeader(bytes[..Size]) : default;
        return isWhole;
    }
}
