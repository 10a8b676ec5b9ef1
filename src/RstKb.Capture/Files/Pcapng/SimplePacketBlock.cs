namespace RstKb.Capture.Files.Pcapng;

/// <summary>A packet of the section's first interface, without a time.</summary>
internal readonly ref struct SimplePacketBlock
{
    public const int MinimumBytes = 16;
    public const int DataOffset = 12;

    public required uint CapturedLength { get; init; }

    public required uint OriginalLength { get; init; }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    /// <param name="snapLength">That of the first interface; the block itself does not say how much was captured.</param>
    public static SimplePacketBlock Read(ReadOnlySpan<byte> block, ByteOrder order, uint snapLength)
    {
        uint original = order.UInt32(block, 8);
        return new SimplePacketBlock
        {
            CapturedLength = snapLength == 0 ? original : Math.Min(original, snapLength),
            OriginalLength = original,
        };
    }
}
