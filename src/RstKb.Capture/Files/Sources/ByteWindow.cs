namespace RstKb.Capture.Files.Sources;

/// <summary>
/// A window that slides over the bytes of a source, forward only. Readers take spans out of it; a span is valid until the next fill, or as long as somebody
/// holds its <see cref="Block"/>.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    /// <summary>Hundreds of packets, and small enough for a processor's second cache.</summary>
    private const int BlockBytes = 256 * 1024;

    /// <summary>A thread that reads ahead is woken for each block, so these are larger.</summary>
    private const int BlockBytesAhead = 512 * 1024;

    /// <summary>One under the reader's eyes, one that is being filled, and some that are held by those who look at earlier packets.</summary>
    private const int BlocksAhead = 8;

    private readonly ByteSource _source;
    private readonly Supply<ByteBlock> _blocks;
    private int _start;
    private int _end;
    private bool _ended;

    /// <param name="source">Where the bytes come from.</param>
    /// <param name="readsAhead">Whether another thread reads them: copying a file out of the page cache takes as long as looking at it, and unpacking it longer.</param>
    public ByteWindow(ByteSource source, bool readsAhead = false)
    {
        _source = source;
        IsReadAhead = readsAhead;
        int bytes = readsAhead ? BlockBytesAhead : BlockBytes;
        Supply<ByteBlock>? home = null;
        _blocks = home = new Supply<ByteBlock>(() => new ByteBlock(bytes, block => home!.GiveBack(block)), block => block.TryFill(source), readsAhead ? BlocksAhead : 0);
        _start = _end = ByteBlock.Headroom;
    }

    /// <summary>The block in which the unread bytes lie.</summary>
    public ByteBlock Block { get; private set; } = ByteBlock.None;

    /// <summary>Whether another thread reads the bytes.</summary>
    public bool IsReadAhead { get; }

    /// <summary>Offset of the first unread byte in the uncompressed file.</summary>
    public long Offset { get; private set; }

    public long BytesRead => _ended ? _source.BytesRead : Block.BytesRead;

    public string? EndedEarly => _source.EndedEarly;

    /// <summary>Bytes that are in memory and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => Block.Bytes.AsSpan(_start, _end - _start);

    /// <summary>Makes at least <paramref name="count"/> bytes unread, or returns false where the source ends before.</summary>
    public bool TryFill(int count) => _end - _start >= count || TryFillFromBlocks(count);

    /// <summary>Consumes bytes that are unread.</summary>
    public void Advance(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Consumes bytes without holding them all in memory; false where the source ends before, with all that was left consumed.</summary>
    public bool TrySkip(long count)
    {
        while (count > 0)
        {
            if (!TryFill(1))
            {
                return false;
            }

            int step = (int)Math.Min(count, _end - _start);
            Advance(step);
            count -= step;
        }

        return true;
    }

    /// <summary>Reads no more: a fill that waits for bytes is told that they have ended. On any thread.</summary>
    public void Stop() => _blocks.Stop();

    public void Dispose()
    {
        _start = _end = 0;
        _ended = true;
        _blocks.Dispose();
        _source.Dispose();
    }

    private bool TryFillFromBlocks(int count)
    {
        while (_end - _start < count)
        {
            ByteBlock? next = _ended ? null : _blocks.Take();
            if (next is null)
            {
                _ended = true;
                return false;
            }

            next.Hold();
            int left = _end - _start;
            if (left <= ByteBlock.Headroom)
            {
                // Only a record that two blocks share is ever copied.
                Unread.CopyTo(next.Bytes.AsSpan(ByteBlock.Headroom - left));
                LookAt(next, ByteBlock.Headroom - left);
            }
            else
            {
                Append(next, count);
                next.Release();
            }

            _end = Block.End;
        }

        return true;
    }

    /// <summary>Adds a block behind a piece of record that is too large to stand in front of it.</summary>
    private void Append(ByteBlock next, int wanted)
    {
        if (!Block.TryAppend(next))
        {
            var wide = ByteBlock.BeginningWith(Unread, wanted + next.Bytes.Length);
            wide.Hold();
            LookAt(wide, ByteBlock.Headroom);
            wide.TryAppend(next);
        }
    }

    private void LookAt(ByteBlock block, int start)
    {
        Block.Release();
        Block = block;
        _start = start;
    }
}
