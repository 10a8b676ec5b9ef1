using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RstKb.Capture.Files;

/// <summary>The byte order of the host that wrote a file, or a section of it.</summary>
internal readonly record struct ByteOrder(bool IsBigEndian)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort UInt16(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> field = bytes.Slice(offset, sizeof(ushort));
        return IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(field) : BinaryPrimitives.ReadUInt16LittleEndian(field);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint UInt32(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> field = bytes.Slice(offset, sizeof(uint));
        return IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field);
    }

    public ulong UInt64(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> field = bytes.Slice(offset, sizeof(ulong));
        return IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(field) : BinaryPrimitives.ReadUInt64LittleEndian(field);
    }
}
