using System.Buffers;

namespace RstKb.Capture.Files.Sources;

/// <summary>
/// A window that slides over the bytes of a source, forward only. Readers take spans out of it; a span is valid until the next fill.
/// One pooled buffer, large enough for hundreds of packets and small enough for a processor's second cache.
/// </summary>
internal sealed class ByteWindow(ByteSource source) : IDisposable
{
    private const int InitialBytes = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Offset of the first unread byte in the uncompressed file.</summary>
    public long Offset { get; private set; }

    public long BytesRead => source.BytesRead;

    public string? EndedEarly => source.EndedEarly;

    /// <summary>Bytes that are in memory and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Makes at least <paramref name="count"/> bytes unread, or returns false where the source ends before.</summary>
    public bool TryFill(int count) => _end - _start >= count || TryFillFromSource(count);

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
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
            _ended = true;
        }

        source.Dispose();
    }

    private bool TryFillFromSource(int count)
    {
        MakeRoom(count);
        while (_end - _start < count)
        {
            if (_ended)
            {
                return false;
            }

            int read = source.Read(_buffer.AsSpan(_end));
            _ended = read == 0;
            _end += read;
        }

        return true;
    }

    private void MakeRoom(int count)
    {
        int unread = _end - _start;
        byte[] target = _buffer;
        if (count > _buffer.Length && !_ended)
        {
            target = ArrayPool<byte>.Shared.Rent(count);
        }

        Buffer.BlockCopy(_buffer, _start, target, 0, unread);
        if (!ReferenceEquals(target, _buffer))
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _start = 0;
        _end = unread;
    }
}
