using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>Destination, source and type (IEEE 802.3).</summary>
internal readonly ref struct EthernetHeader
{
    public const int Size = 14;

    private readonly ReadOnlySpan<byte> _bytes;

    private EthernetHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The source address in the lower 48 bits.</summary>
    public ulong Source => BinaryPrimitives.ReadUInt64BigEndian(_bytes[4..]) & 0xffff_ffff_ffff;

    /// <summary>An EtherType, or a length where it is at most 1500.</summary>
    public ushort TypeOrLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[12..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out EthernetHeader header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new EthernetHeader(bytes[..Size]) : default;
        return isWhole;
    }
}
