namespace RstKb.Capture.Files.Pcapng;

/// <summary>Names one process; packets refer to these blocks by their order in the section (Apple's <c>libpcap</c>, pcap-ng.h).</summary>
internal static class ProcessInformationBlock
{
    public const int MinimumBytes = 16;

    private const ushort NameOption = 2;
    private const int LongestName = 255;

    /// <param name="block">The whole block, at least <see cref="MinimumBytes"/>.</param>
    public static CapturedProcess Read(ReadOnlySpan<byte> block, ByteOrder order)
    {
        byte[] name = [];
        var options = new BlockOptions(block[12..^4], order);
        while (name.Length == 0 && options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            if (code == NameOption)
            {
                int end = value.IndexOf((byte)0);
                name = value[..Math.Min(end < 0 ? value.Length : end, LongestName)].ToArray();
            }
        }

        return new CapturedProcess(name, (int)Math.Min(order.UInt32(block, 8), int.MaxValue));
    }
}
