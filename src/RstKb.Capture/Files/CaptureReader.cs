using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>Reads packets one after the other from a forward-only stream. It does not allocate per packet.</summary>
public abstract class CaptureReader : IDisposable
{
    /// <summary><c>pcap</c>, <c>pcapng</c> or <c>snoop</c>.</summary>
    public abstract string Format { get; }

    /// <summary><c>none</c>, <c>gzip</c>, <c>lz4</c> or <c>zstd</c>.</summary>
    public string Compression { get; protected init; } = "none";

    /// <summary>Link types met so far, each once, in order of appearance.</summary>
    public abstract IReadOnlyList<LinkType> LinkTypes { get; }

    /// <summary>Bytes of the file as it was given (compressed if it is) that were read so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>
    /// Frames read so far, counted as Wireshark counts them: packets, and the few kinds of pcapng blocks that it numbers though they hold no packet.
    /// At the end it is at least the last packet's number.
    /// </summary>
    public long Frames { get; protected set; }

    /// <summary>Packets that the capturing host says it dropped; null where the file does not tell.</summary>
    public virtual long? Dropped => null;

    /// <summary>Set once <see cref="TryRead"/> has returned false before the file's proper end.</summary>
    public CutShort? CutShort { get; protected set; }

    /// <summary>Where the bytes of the last packet lie; who holds the block may look at them after the next call.</summary>
    internal abstract ByteBlock Block { get; }

    /// <summary>Whether the capture is large enough to be worked on by several threads.</summary>
    internal abstract bool IsReadAhead { get; }

    /// <summary>The next packet, or false at the end. The packet is valid until the next call.</summary>
    public abstract bool TryRead(out CapturedPacket packet);

    /// <summary>Reads no more: the next packet that is not in memory yet is not there. On any thread.</summary>
    internal abstract void Stop();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
