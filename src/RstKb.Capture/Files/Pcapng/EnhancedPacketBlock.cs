namespace RstKb.Capture.Files.Pcapng;

/// <summary>A packet with its interface and time.</summary>
internal readonly ref struct EnhancedPacketBlock
{
    public const int MinimumBytes = 32;

    /// <summary>Where the packet's bytes begin in the block.</summary>
    public const int DataOffset = 28;

    public required uint Interface { get; init; }

    public required ulong Ticks { get; init; }

    public required uint CapturedLength { get; init; }

    public required uint OriginalLength { get; init; }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static EnhancedPacketBlock Read(ReadOnlySpan<byte> block, ByteOrder order) => new()
    {
        Interface = order.UInt32(block, 8),
        Ticks = ((ulong)order.UInt32(block, 12) << 32) | order.UInt32(block, 16),
        CapturedLength = order.UInt32(block, 20),
        OriginalLength = order.UInt32(block, 24),
    };

    /// <summary>Packets lost between the one before and this one (option <c>epb_dropcount</c>); null where the block does not tell.</summary>
    /// <param name="block">The whole block, whose packet lies inside it.</param>
    public static long? DroppedBefore(ReadOnlySpan<byte> block, uint captured, ByteOrder order)
    {
        const ushort DropCountOption = 4;
        int start = DataOffset + (((int)captured + 3) & ~3);
        if (start + 4 > block.Length - 4)
        {
            return null;
        }

        var options = new BlockOptions(block[start..^4], order);
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            if (code == DropCountOption && value.Length >= 8)
            {
                return (long)Math.Min(order.UInt64(value, 0), int.MaxValue);
            }
        }

        return null;
    }
}
