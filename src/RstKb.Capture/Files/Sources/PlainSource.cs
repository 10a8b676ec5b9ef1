namespace RstKb.Capture.Files.Sources;

/// <summary>The bytes of a stream as they are, counted. The stream stays open: it belongs to whoever opened it.</summary>
internal sealed class PlainSource(Stream stream) : ByteSource
{
    private long _bytesRead;
    private byte[] _putBack = [];
    private int _putBackAt;

    public override long BytesRead => _bytesRead;

    /// <summary>Gives bytes that were only looked at a second time.</summary>
    public void PutBack(ReadOnlySpan<byte> bytes)
    {
        _putBack = [.. bytes, .. _putBack.AsSpan(_putBackAt)];
        _putBackAt = 0;
        _bytesRead -= bytes.Length;
    }

    public override int Read(Span<byte> destination)
    {
        int count;
        if (_putBackAt < _putBack.Length)
        {
            count = Math.Min(destination.Length, _putBack.Length - _putBackAt);
            _putBack.AsSpan(_putBackAt, count).CopyTo(destination);
            _putBackAt += count;
        }
        else
        {
            count = stream.Read(destination);
        }

        _bytesRead += count;
        return count;
    }

    protected override void Dispose(bool disposing) => _putBack = [];
}
