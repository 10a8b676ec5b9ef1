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

    /// <summary>The options behind the packet.</summary>
    /// <param name="block">The whole block; where the packet does not lie inside it there are no options.</param>
    public EnhancedPacketOptions Options(ReadOnlySpan<byte> block, ByteOrder order)
    {
        long start = DataOffset + (((long)CapturedLength + 3) & ~3);
        return start + 4 > block.Length - 4 ? default : EnhancedPacketOptions.Read(block[(int)start..^4], order);
    }
}
