using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>What the readers of both formats share: the window over the bytes, the count of frames, and the ways in which a file can end.</summary>
internal abstract class BufferedCaptureReader(ByteWindow window, CaptureLimits limits) : CaptureReader
{
    private bool _ended;

    public sealed override long BytesRead => Window.BytesRead;

    internal sealed override ByteBlock Block => Window.Block;

    internal sealed override bool IsReadAhead => Window.IsReadAhead;

    protected ByteWindow Window { get; } = window;

    protected CaptureLimits Limits { get; } = limits;

    /// <summary>Whether the file has been read to its end, proper or not.</summary>
    protected bool HasEnded => _ended;

    internal sealed override void Stop() => Window.Stop();

    /// <summary>The source has no further byte: a proper end where nothing is left over.</summary>
    /// <param name="record">What would have come, for instance <c>packet 12</c>.</param>
    /// <param name="claimed">Bytes the record claims; 0 where not even its length is there.</param>
    protected bool EndInside(string record, long claimed, long at)
    {
        int left = Window.Unread.Length;
        string? early = Window.EndedEarly;
        if (left == 0 && claimed == 0 && early is null)
        {
            _ended = true;
            return false;
        }

        if (early is not null)
        {
            return Cut($"{early}; {record} is the first that is not there whole", at, isFatalAtStart: true);
        }

        return Cut(
            claimed == 0
                ? $"the file ends inside the header of {record}: {left:N0} bytes of it are there"
                : $"the file ends inside {record}: its record claims {claimed:N0} bytes, {left:N0} are there",
            at,
            isFatalAtStart: false);
    }

    /// <summary>A record that cannot be true: everything after it is unreadable, since only its length says where the next one is.</summary>
    protected bool Damage(string reason, long at) => Cut(reason, at, isFatalAtStart: true);

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        Window.Dispose();
    }

    private bool Cut(string reason, long at, bool isFatalAtStart)
    {
        _ended = true;
        if (isFatalAtStart && Frames == 0)
        {
            throw new CaptureFormatException($"No packet can be read of this file: {reason}.", at);
        }

        CutShort = new CutShort(Frames, at, reason);
        return false;
    }
}
