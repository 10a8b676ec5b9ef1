namespace RstKb.Capture.Files.Sources;

/// <summary>
/// Some bytes of a source. Whoever looks at them holds the block; once nobody does any more, it goes back to where it came from and is filled again.
/// </summary>
internal sealed class ByteBlock
{
    /// <summary>Room in front of the bytes that are read, where the rest of the block before finds its place.</summary>
    public const int Headroom = 64 * 1024;

    private readonly Action<ByteBlock>? _home;
    private int _holders;

    /// <param name="capacity">Bytes that one filling can have.</param>
    /// <param name="home">Gets the block back; null where it is used once.</param>
    public ByteBlock(int capacity, Action<ByteBlock>? home)
    {
        Bytes = GC.AllocateUninitializedArray<byte>(Headroom + capacity);
        _home = home;
    }

    /// <summary>A block that holds nothing and has room for nothing.</summary>
    public static ByteBlock None { get; } = new(0, null);

    public byte[] Bytes { get; }

    /// <summary>Where the bytes end that were read; they begin at <see cref="Headroom"/>.</summary>
    public int End { get; private set; } = Headroom;

    /// <summary>Bytes of the file as it was given that were read up to this block's end.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Reads what the source has; false at its end.</summary>
    public bool TryFill(ByteSource source)
    {
        int count = source.Read(Bytes.AsSpan(Headroom));
        End = Headroom + count;
        BytesRead = source.BytesRead;
        return count > 0;
    }

    /// <summary>A block for once that begins with these bytes.</summary>
    /// <param name="first">What it holds already.</param>
    /// <param name="capacity">Bytes that it can have, these counted.</param>
    public static ByteBlock BeginningWith(ReadOnlySpan<byte> first, int capacity)
    {
        var block = new ByteBlock(capacity, null) { End = Headroom + first.Length };
        first.CopyTo(block.Bytes.AsSpan(Headroom));
        return block;
    }

    /// <summary>Adds another block's bytes behind these, where there is room for them.</summary>
    public bool TryAppend(ByteBlock other)
    {
        ReadOnlySpan<byte> more = other.Bytes.AsSpan(Headroom, other.End - Headroom);
        if (!more.TryCopyTo(Bytes.AsSpan(End)))
        {
            return false;
        }

        End += more.Length;
        BytesRead = other.BytesRead;
        return true;
    }

    /// <summary>One holder more. Called by one that holds it already, or by the first.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>One holder less.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _home?.Invoke(this);
        }
    }
}
