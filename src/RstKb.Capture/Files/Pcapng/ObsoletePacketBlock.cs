namespace RstKb.Capture.Files.Pcapng;

/// <summary>The packet block of pcapng's first years: as the enhanced one, with a narrow interface number and a count of drops.</summary>
internal readonly ref struct ObsoletePacketBlock
{
    public const int MinimumBytes = 32;
    public const int DataOffset = 28;

    private const ushort UnknownDrops = 0xffff;

    public required uint Interface { get; init; }

    public required ulong Ticks { get; init; }

    public required uint CapturedLength { get; init; }

    public required uint OriginalLength { get; init; }

    /// <summary>Packets that this interface dropped since its last packet; null where the writer did not know.</summary>
    public required int? Dropped { get; init; }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static ObsoletePacketBlock Read(ReadOnlySpan<byte> block, ByteOrder order)
    {
        ushort dropped = order.UInt16(block, 10);
        return new ObsoletePacketBlock
        {
            Interface = order.UInt16(block, 8),
            Ticks = ((ulong)order.UInt32(block, 12) << 32) | order.UInt32(block, 16),
            CapturedLength = order.UInt32(block, 20),
            OriginalLength = order.UInt32(block, 24),
            Dropped = dropped == UnknownDrops ? null : dropped,
        };
    }
}
