using RstKb.Diagnosis;

namespace RstKb.Cli.Input;

/// <summary>Counts what is read through it, hashes it where that is wanted, and keeps a copy where one is asked for. It leaves its source open, and can be read on after a reader has disposed of it.</summary>
internal sealed class MeasuredStream(Stream source, SpoolFile? copy, bool isHashed = true) : Stream
{
    private const int DrainBytes = 1 << 18;

    private readonly RunningHash? _hash = isHashed ? new RunningHash() : null;
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left behind a broken part, so that size and hash are those of the whole file.</summary>
    public CaptureIdentity Complete(string name)
    {
        byte[] rest = new byte[DrainBytes];
        while (Read(rest) > 0)
        {
        }

        using (_hash)
        {
            return new CaptureIdentity(name, _bytes, _hash?.Finish() ?? "");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        if (read > 0)
        {
            var bytes = buffer[..read];
            _bytes += read;
            _hash?.Append(bytes);
            copy?.Write(bytes);
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
