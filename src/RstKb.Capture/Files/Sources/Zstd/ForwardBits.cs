namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>Reads bits from a stream's start on, the lowest of each byte first; behind its end there are zeros.</summary>
internal ref struct ForwardBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public readonly bool IsBeyondEnd => at > bytes.Length * 8;

    /// <summary>Bytes of which at least one bit was read.</summary>
    public readonly int BytesRead => (at + 7) / 8;

    /// <summary>Reads at most 16 bits.</summary>
    public int Read(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++, at++)
        {
            int place = at >> 3;
            value |= (place < bytes.Length ? (bytes[place] >> (at & 7)) & 1 : 0) << i;
        }

        return value;
    }
}
