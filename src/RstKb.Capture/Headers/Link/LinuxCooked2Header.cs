using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>The second version of Linux' cooked header, which names the interface (LINKTYPE_LINUX_SLL2).</summary>
internal readonly ref struct LinuxCooked2Header
{
    public const int Size = 20;

    private readonly ReadOnlySpan<byte> _bytes;

    private LinuxCooked2Header(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>An EtherType, or a small number for LLC and others.</summary>
    public ushort Protocol => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    /// <summary>Linux' number of the kind of device (ARPHRD).</summary>
    public int Device => BinaryPrimitives.ReadUInt16BigEndian(_bytes[8..]);

    /// <summary>The sender's address where it has six bytes, else 0.</summary>
    public ulong Source => _bytes[11] == 6 ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[12..]) >> 16 : 0;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out LinuxCooked2Header header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new LinuxCooked2Header(bytes[..Size]) : default;
        return isWhole;
    }
}
