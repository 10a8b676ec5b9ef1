using System.Collections.Concurrent;

namespace RstKb.Cases.Intake;

/// <summary>
/// Uploads that may break off and go on: what has arrived waits for the rest for a while, with its survey as far as it came. Bounded by the analyses that
/// may be open at once, of which a waiting upload is one, and by the time it waits.
/// </summary>
public sealed class ResumableUploads(CaptureIntake intake, TimeProvider clock)
{
    /// <summary>How long a broken upload waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, Upload> _uploads = new();

    /// <summary>Bytes that have arrived of an upload that waits for its rest; null where there is none.</summary>
    public long? WaitsAt(Guid id) => _uploads.TryGetValue(id, out Upload? upload) && upload.Body.IsWaiting ? upload.Body.Arrived : null;

    /// <summary>Takes the beginning of a capture, or the rest of one that broke off; ends when all of it was taken.</summary>
    /// <param name="id">The sender's own name of the upload.</param>
    /// <param name="offset">0, or as many bytes as have arrived.</param>
    /// <param name="what">As for <see cref="CaptureIntake.ReceiveAsync"/>; counts at the beginning.</param>
    /// <exception cref="UploadRefusedException">It was not taken, or does not go on there.</exception>
    /// <exception cref="OperationCanceledException">The sender went away; the rest can follow.</exception>
    public async Task<AcceptedCapture> ReceiveAsync(Guid id, long offset, Stream body, CaptureUpload what, CancellationToken aborted)
    {
        // One that broke before its first byte goes on at 0.
        (Upload upload, Task piece) = offset == 0 && WaitsAt(id) != 0 ? Begin(id, what, body, aborted) : GoOn(id, offset, body, aborted);
        Task first = await Task.WhenAny(piece, upload.Result);
        if (first == piece && piece is { IsCompletedSuccessfully: false })
        {
            // The rest may have begun already.
            if (upload.Body.IsWaiting)
            {
                upload.Patience.Change(Patience, Timeout.InfiniteTimeSpan);
            }

            await piece;
        }

        return await upload.Result;
    }

    /// <summary>Gives up an upload: what has arrived is deleted. False where there is none of this name.</summary>
    public bool Cancel(Guid id)
    {
        if (!_uploads.TryGetValue(id, out Upload? upload))
        {
            return false;
        }

        upload.Stop.Cancel();
        return true;
    }

    private (Upload Upload, Task Piece) Begin(Guid id, CaptureUpload what, Stream beginning, CancellationToken aborted)
    {
        var stop = new CancellationTokenSource();
        var body = new ResumableBody();

        // Before anybody can see it: an upload that has not begun would seem to wait for its rest.
        Task piece = Attach(body, beginning, aborted);
        var upload = new Upload(body, stop, clock.CreateTimer(_ => stop.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        if (!_uploads.TryAdd(id, upload))
        {
            upload.Dispose();
            throw new UploadRefusedException(UploadRefusal.UploadIdInUse, "This upload id belongs to another upload. Choose a new one.");
        }

        upload.Result = ReceiveAsync(id, upload, what);
        return (upload, piece);
    }

    private (Upload Upload, Task Piece) GoOn(Guid id, long offset, Stream rest, CancellationToken aborted)
    {
        Upload upload = Find(id, offset);
        Task piece = Attach(upload.Body, rest, aborted);
        upload.Patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return (upload, piece);
    }

    private static Task Attach(ResumableBody body, Stream piece, CancellationToken aborted) =>
        body.Attach(piece, aborted) ?? throw Refused("The upload is still arriving in another request.");

    private Upload Find(Guid id, long offset) =>
        !_uploads.TryGetValue(id, out Upload? upload) ? throw Refused("What had arrived of this upload is gone: it waited too long, or the server was started again. Send the whole file.")
        : !upload.Body.IsWaiting ? throw Refused("The upload is still arriving in another request.")
        : upload.Body.Arrived != offset ? throw Refused($"The upload goes on at byte {upload.Body.Arrived:N0}, not at {offset:N0}.")
        : upload;

    private async Task<AcceptedCapture> ReceiveAsync(Guid id, Upload upload, CaptureUpload what)
    {
        // The caller gets the upload before the first byte is read.
        await Task.Yield();
        try
        {
            return await intake.ReceiveAsync(upload.Body, what, upload.Stop.Token);
        }
        finally
        {
            _uploads.TryRemove(id, out _);
            upload.Dispose();
        }
    }

    private static UploadRefusedException Refused(string why) => new(UploadRefusal.CannotResume, why);

    private sealed class Upload(ResumableBody body, CancellationTokenSource stop, ITimer patience) : IDisposable
    {
        public ResumableBody Body => body;

        public CancellationTokenSource Stop => stop;

        /// <summary>Runs while no request brings bytes.</summary>
        public ITimer Patience => patience;

        public Task<AcceptedCapture> Result { get; set; } = Task.FromCanceled<AcceptedCapture>(new CancellationToken(true));

        // The source of the stop holds nothing that would have to be released, and a late cancel must not meet a disposed one.
        public void Dispose() => patience.Dispose();
    }
}
