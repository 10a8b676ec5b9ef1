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

    protected abstract void Dispose(bool disposing);
}
