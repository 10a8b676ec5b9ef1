namespace RstKb.Tests.Cases;

/// <summary>Gives its bytes and then holds the reader until the reader gives up: a sender that has fallen silent.</summary>
public sealed class HeldStream(byte[]? bytes = null) : Stream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _given;

    /// <summary>Ends when all bytes were given and the reader waits for more.</summary>
    public Task Reached => _reached.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int rest = (bytes?.Length ?? 0) - _given;
        if (rest > 0)
        {
            int count = Math.Min(rest, buffer.Length);
            bytes.AsMemory(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        _reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
