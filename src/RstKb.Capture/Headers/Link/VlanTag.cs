using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>The four bytes after an EtherType of 802.1Q, 802.1ad or older QinQ.</summary>
internal readonly ref struct VlanTag
{
    public const int Size = 4;

    private readonly ReadOnlySpan<byte> _bytes;

    private VlanTag(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>0 to 4095.</summary>
    public int Id => BinaryPrimitives.ReadUInt16BigEndian(_bytes) & 0xfff;

    public ushort TypeOrLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out VlanTag tag)
    {
        bool isWhole = bytes.Length >= Size;
        tag = isWhole ? new VlanTag(bytes[..Size]) : default;
        return isWhole;
    }
}
