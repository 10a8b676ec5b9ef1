namespace RstKb.Capture.Files.Pcapng;

/// <summary>What an interface counted from the start of the capture to the block's time.</summary>
internal readonly ref struct InterfaceStatisticsBlock
{
    public const int MinimumBytes = 24;

    private const ushort InterfaceDropsOption = 5;
    private const ushort SystemDropsOption = 7;

    public required uint Interface { get; init; }

    /// <summary>Packets dropped by the interface and by the operating system; null where the block does not tell.</summary>
    public required long? Dropped { get; init; }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static InterfaceStatisticsBlock Read(ReadOnlySpan<byte> block, ByteOrder order)
    {
        ulong? dropped = null;
        var options = new BlockOptions(block[20..^4], order);
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            if (code is InterfaceDropsOption or SystemDropsOption && value.Length >= 8)
            {
                dropped = Math.Min((dropped ?? 0) + Math.Min(order.UInt64(value, 0), int.MaxValue), long.MaxValue);
            }
        }

        return new InterfaceStatisticsBlock { Interface = order.UInt32(block, 8), Dropped = (long?)dropped };
    }
}
