namespace RstKb.Capture.Files.Sources;

/// <summary>Where a capture's bytes come from, after decompression.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Bytes of the file as it was given that were read so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Why the bytes ended before their proper end, as the first half of a sentence; null where they did not, or not yet.</summary>
    public string? EndedEarly { get; protected set; }

    /// <summary>Reads what is there, at least one byte, or returns 0 at the end. May give fewer bytes than asked for.</summary>
    public abstract int Read(Span<byte> destination);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <exception cref="CaptureFormatException">The file unpacks to far more than traffic ever does.</exception>
    protected static void RefuseBomb(string compression, long produced, long read, CaptureLimits limits)
    {
        if (produced > HarmlessBytes && produced / limits.MaxExpansion > read)
        {
            throw new CaptureFormatException(
                $"This {compression} file unpacks to more than {limits.MaxExpansion} times its size, which no captured traffic does. It was not read any further. If it is a capture all the same, unpack it first.",
                produced);
        }
    }

    /// <summary>Below this a file may unpack to whatever it likes: it costs a fraction of a second.</summary>
    private const long HarmlessBytes = 64L * 1024 * 1024;

    protected abstract void Dispose(bool disposing);
}
