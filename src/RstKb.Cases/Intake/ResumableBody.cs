namespace RstKb.Cases.Intake;

/// <summary>
/// The bytes of one capture that arrive in several requests. To its reader it is one stream: where a request breaks off it waits for the next one, so that
/// hash and survey go on where they stood.
/// </summary>
internal sealed class ResumableBody : Stream
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<Piece> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Piece? _current;
    private long _arrived;

    /// <summary>Bytes that the reader has taken.</summary>
    public long Arrived => Interlocked.Read(ref _arrived);

    /// <summary>True while no request brings bytes.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
            {
                return _current is null && !_next.Task.IsCompleted;
            }
        }
    }

    /// <summary>Brings another piece. The task ends when its last byte was taken; it fails as the piece fails.</summary>
    /// <returns>Null where a piece is being read already.</returns>
    public Task? Attach(Stream body, CancellationToken aborted)
    {
        lock (_gate)
        {
            var piece = new Piece(body, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), aborted);
            return _current is null && _next.TrySetResult(piece) ? piece.Ended.Task : null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Piece piece = await CurrentAsync(cancellationToken);
            try
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, piece.Aborted);
                int read = await piece.Body.ReadAsync(buffer, both.Token);
                Interlocked.Add(ref _arrived, read);
                if (read == 0)
                {
                    piece.Ended.TrySetResult();
                }

                return read;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is IOException or OperationCanceledException)
            {
                lock (_gate)
                {
                    _current = null;
                    _next = new TaskCompletionSource<Piece>(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                piece.Ended.TrySetException(fault);
            }
            catch (Exception fault)
            {
                piece.Ended.TrySetException(fault);
                throw;
            }
        }
    }

    private async Task<Piece> CurrentAsync(CancellationToken cancellationToken)
    {
        Task<Piece> coming;
        lock (_gate)
        {
            if (_current is not null)
            {
                return _current;
            }

            coming = _next.Task;
        }

        Piece piece = await coming.WaitAsync(cancellationToken);
        lock (_gate)
        {
            _current = piece;
        }

        return piece;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Arrived;
        set => throw new NotSupportedException();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The bytes come from a network: read them asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private sealed record Piece(Stream Body, TaskCompletionSource Ended, CancellationToken Aborted);
}
