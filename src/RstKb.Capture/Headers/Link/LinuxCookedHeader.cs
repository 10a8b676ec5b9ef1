using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>What Linux gives in place of a link header when all interfaces are captured: version 1 (LINKTYPE_LINUX_SLL).</summary>
internal readonly ref struct LinuxCookedHeader
{
    public const int Size = 16;

    private readonly ReadOnlySpan<byte> _bytes;

    private LinuxCookedHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Linux' number of the kind of device (ARPHRD).</summary>
    public int Device => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    /// <summary>The sender's address where it has six bytes, else 0.</summary>
    public ulong Source => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]) == 6 ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[6..]) >> 16 : 0;

    /// <summary>An EtherType, or a small number for LLC and others.</summary>
    public ushort Protocol => BinaryPrimitives.ReadUInt16BigEndian(_bytes[14..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out LinuxCookedHeader header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new LinuxCookedHeader(bytes[..Size]) : default;
        return isWhole;
    }
}
