using System.Buffers.Binary;

namespace RstKb.Capture.Files.Pcapng;

/// <summary>Begins a section and says in which byte order it is written.</summary>
internal readonly ref struct SectionHeaderBlock
{
    /// <summary>Bytes from the block's start that must be there before its order and its length are known.</summary>
    public const int BytesToOrder = 12;

    public const int MinimumBytes = 28;

    private const uint OrderMagic = 0x1a2b3c4d;

    public required int MajorVersion { get; init; }

    public required int MinorVersion { get; init; }

    public static bool HasMagic(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) == BlockType.SectionHeader;

    /// <param name="start">At least <see cref="BytesToOrder"/> bytes.</param>
    public static bool TryReadOrder(ReadOnlySpan<byte> start, out ByteOrder order)
    {
        order = new ByteOrder(BinaryPrimitives.ReadUInt32BigEndian(start[8..]) == OrderMagic);
        return order.UInt32(start, 8) == OrderMagic;
    }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static SectionHeaderBlock Read(ReadOnlySpan<byte> block, ByteOrder order) => new()
    {
        MajorVersion = order.UInt16(block, 12),
        MinorVersion = order.UInt16(block, 14),
    };
}
