using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>IEEE 802.2 with the SNAP extension, through which IP travels where Ethernet has a length in place of a type (RFC 1042).</summary>
internal readonly ref struct LlcHeader
{
    public const int Size = 8;

    private readonly ReadOnlySpan<byte> _bytes;

    private LlcHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether an EtherType follows: access points and control of SNAP, organisation 0.</summary>
    public bool IsSnap => BinaryPrimitives.ReadUInt32BigEndian(_bytes) == 0xaaaa0300 && _bytes[4] == 0 && _bytes[5] == 0;

    public ushort EtherType => BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out LlcHeader header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new LlcHeader(bytes[..Size]) : default;
        return isWhole;
    }
}
