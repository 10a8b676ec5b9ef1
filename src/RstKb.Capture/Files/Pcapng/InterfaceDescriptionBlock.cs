namespace RstKb.Capture.Files.Pcapng;

/// <summary>Describes one interface of a section: its link type, its snap length and how its times are counted.</summary>
internal readonly ref struct InterfaceDescriptionBlock
{
    public const int MinimumBytes = 20;

    private const ushort TimeResolutionOption = 9;
    private const ushort TimeOffsetOption = 14;

    public required LinkType LinkType { get; init; }

    /// <summary>0 where packets are not cut.</summary>
    public required uint SnapLength { get; init; }

    public required TimeResolution Resolution { get; init; }

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static InterfaceDescriptionBlock Read(ReadOnlySpan<byte> block, ByteOrder order)
    {
        byte? unit = null;
        long offsetSeconds = 0;
        var options = new BlockOptions(block[16..^4], order);
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            // An option may stand once; where it stands again, the first one counts.
            if (code == TimeResolutionOption && value.Length >= 1)
            {
                unit ??= value[0];
            }
            else if (code == TimeOffsetOption && value.Length >= 8)
            {
                offsetSeconds = (long)order.UInt64(value, 0);
            }
        }

        return new InterfaceDescriptionBlock
        {
            LinkType = (LinkType)order.UInt16(block, 8),
            SnapLength = order.UInt32(block, 12),
            Resolution = new TimeResolution(unit ?? TimeResolution.DefaultUnit, offsetSeconds),
        };
    }
}
