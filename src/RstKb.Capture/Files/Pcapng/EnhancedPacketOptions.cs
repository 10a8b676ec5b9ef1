namespace RstKb.Capture.Files.Pcapng;

/// <summary>What the options of an enhanced packet block say, as far as it matters here; null where they do not.</summary>
internal readonly record struct EnhancedPacketOptions
{
    private const ushort Flags = 2;
    private const ushort DropCount = 4;
    private const ushort Process = 0x8001;
    private const ushort EffectiveProcess = 0x8003;
    private const uint DirectionMask = 3;
    private const uint Inward = 1;
    private const uint Outward = 2;

    /// <summary>Packets lost between the one before and this one.</summary>
    public long? DroppedBefore { get; private init; }

    /// <summary>Whether the capturing machine sent the packet.</summary>
    public bool? IsOutward { get; private init; }

    /// <summary>Which process information block of the section names the packet's process (Apple's <c>libpcap</c>, pcap-ng.h).</summary>
    public uint? ProcessIndex { get; private init; }

    /// <param name="bytes">From the first option to the block's closing length.</param>
    public static EnhancedPacketOptions Read(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        long? dropped = null;
        bool? isOutward = null;
        uint? process = null;
        uint? effective = null;
        var options = new BlockOptions(bytes, order);
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            switch (code)
            {
                case Flags when value.Length == 4:
                    uint direction = order.UInt32(value, 0) & DirectionMask;
                    isOutward = direction is Inward or Outward ? direction == Outward : null;
                    break;
                case DropCount when value.Length >= 8:
                    dropped ??= (long)Math.Min(order.UInt64(value, 0), int.MaxValue);
                    break;
                case Process when value.Length == 4:
                    process ??= order.UInt32(value, 0);
                    break;
                case EffectiveProcess when value.Length == 4:
                    effective ??= order.UInt32(value, 0);
                    break;
            }
        }

        return new EnhancedPacketOptions { DroppedBefore = dropped, IsOutward = isOutward, ProcessIndex = process ?? effective };
    }
}
