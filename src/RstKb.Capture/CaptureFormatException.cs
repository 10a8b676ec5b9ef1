namespace RstKb.Capture;

/// <summary>The file is no capture, or one that cannot be read at all. A file that is cut short in the middle never throws this: it gives what came before.</summary>
public sealed class CaptureFormatException : Exception
{
    /// <param name="message">One sentence: what is wrong and what to do.</param>
    /// <param name="byteOffset">Where, in bytes of the uncompressed file.</param>
    public CaptureFormatException(string message, long byteOffset)
        : base(message) => ByteOffset = byteOffset;

    public CaptureFormatException(string message, long byteOffset, Exception inner)
        : base(message, inner) => ByteOffset = byteOffset;

    /// <summary>Offset in the uncompressed file at which reading stopped.</summary>
    public long ByteOffset { get; }
}
