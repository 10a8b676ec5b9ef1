namespace RstKb.Capture.Files.Sources;

/// <summary>
/// A window that slides over the bytes of a source, forward only. Readers take spans out of it; a span is valid until the next fill.
/// Its buffer is large enough for hundreds of packets and small enough for a processor's second cache.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    private const int InitialBytes = 256 * 1024;

    private readonly ByteSource _source;
    private readonly ReadAhead? _ahead;
    private ReadAhead.Block? _block;
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private bool _ended;

    /// <param name="source">Where the bytes come from.</param>
    /// <param name="readsAhead">Whether another thread reads them; worth it for files and where the source unpacks.</param>
    public ByteWindow(ByteSource source, bool readsAhead = false)
    {
        _source = source;
        _ahead = readsAhead ? new ReadAhead(source) : null;
    }

    /// <summary>Offset of the first unread byte in the uncompressed file.</summary>
    public long Offset { get; private set; }

    public long BytesRead => _ahead is null ? _source.BytesRead : _block?.BytesRead ?? 0;

    public string? EndedEarly => _source.EndedEarly;

    /// <summary>Bytes that are in memory and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Makes at least <paramref name="count"/> bytes unread, or returns false where the source ends before.</summary>
    public bool TryFill(int count) => _end - _start >= count || (_ahead is null ? TryFillFromSource(count) : TryFillFromBlocks(count));

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

    public void Dispose()
    {
        _buffer = [];
        _start = _end = 0;
        _ended = true;
        _ahead?.Dispose();
        _source.Dispose();
    }

    private bool TryFillFromSource(int count)
    {
        MoveTo(Math.Max(count, InitialBytes) > _buffer.Length && !_ended ? new byte[Math.Max(count, InitialBytes)] : _buffer, 0);
        while (_end - _start < count)
        {
            if (_ended)
            {
                return false;
            }

            int read = _source.Read(_buffer.AsSpan(_end));
            _ended = read == 0;
            _end += read;
        }

        return true;
    }

    /// <summary>Puts what is left in front of the next block, so that only a record that two blocks share is ever copied.</summary>
    private bool TryFillFromBlocks(int count)
    {
        while (_end - _start < count)
        {
            ReadAhead.Block? next = _ended ? null : _ahead!.Take();
            if (next is null)
            {
                _ended = true;
                return false;
            }

            int left = _end - _start;
            if (left <= ReadAhead.Block.Start)
            {
                MoveTo(next.Bytes, ReadAhead.Block.Start - left);
                _end = next.End;
            }
            else
            {
                MoveTo(new byte[left + (next.End - ReadAhead.Block.Start)], 0);
                next.Bytes.AsSpan(ReadAhead.Block.Start, next.End - ReadAhead.Block.Start).CopyTo(_buffer.AsSpan(_end));
                _end = _buffer.Length;
            }

            if (_block is not null)
            {
                _ahead!.GiveBack(_block);
            }

            _block = next;
        }

        return true;
    }

    /// <summary>Moves what is unread to a place in the same buffer or in another.</summary>
    private void MoveTo(byte[] target, int at)
    {
        int left = _end - _start;
        Buffer.BlockCopy(_buffer, _start, target, at, left);
        _buffer = target;
        _start = at;
        _end = at + left;
    }
}
