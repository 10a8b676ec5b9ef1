using System.IO.Compression;

namespace RstKb.Capture.Files.Sources;

/// <summary>The bytes inside a gzip file of one or several members (RFC 1952), up to a cap.</summary>
internal sealed class GzipSource : ByteSource
{
    private readonly PlainSource _compressed;
    private readonly FinalMember _input;
    private readonly GZipStream _gzip;
    private readonly long _maxBytes;
    private readonly CaptureLimits _limits;
    private long _produced;
    private bool _ended;

    /// <param name="compressed">The gzip file.</param>
    /// <param name="limits">Bounds of size and of expansion.</param>
    public GzipSource(PlainSource compressed, CaptureLimits limits)
    {
        _compressed = compressed;
        _input = new FinalMember(compressed);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
        _maxBytes = limits.MaxDecompressedBytes;
        _limits = limits;
    }

    public override long BytesRead => _compressed.BytesRead;

    public override int Read(Span<byte> destination)
    {
        if (_ended || destination.IsEmpty)
        {
            return 0;
        }

        // One byte beyond the cap tells a file that is exactly as large from one that is larger.
        long allowed = _maxBytes - _produced;
        int wanted = (int)Math.Min(destination.Length, allowed == long.MaxValue ? allowed : allowed + 1);
        int count;
        try
        {
            count = _gzip.Read(destination[..wanted]);
        }
        catch (InvalidDataException)
        {
            return End("the gzip compression is damaged");
        }

        if (count == 0)
        {
            return End(IsComplete() ? null : "the gzip compression breaks off before its end, as after an interrupted copy");
        }

        if (count > allowed)
        {
            count = (int)allowed;
            End($"decompressed, it is larger than the limit of {_maxBytes:N0} bytes (MaxDecompressedBytes), and the rest was not read");
        }

        _produced += count;
        RefuseBomb("gzip", _produced, _compressed.BytesRead, _limits);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _gzip.Dispose();
        _compressed.Dispose();
    }

    private int End(string? early)
    {
        _ended = true;
        EndedEarly = early;
        return 0;
    }

    /// <summary>
    /// The runtime's stream ends without a word where its input is cut. So a member with known content is sent after the input: it comes out
    /// again only if everything before it was whole. Where it is not even asked for, what followed the last member was no gzip (padding), which gzip ignores.
    /// </summary>
    private bool IsComplete()
    {
        _input.Begin();
        Span<byte> content = stackalloc byte[FinalMember.Content.Length + 1];
        try
        {
            int count = _gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return _input.Served == 0 || content[..count].SequenceEqual(FinalMember.Content);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The compressed input, and after <see cref="Begin"/> the known member.</summary>
    private sealed class FinalMember(PlainSource compressed) : Stream
    {
        private byte[]? _member;

        public static ReadOnlySpan<byte> Content => "all members were whole"u8;

        public int Served { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Begin()
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(Content);
            }

            _member = packed.ToArray();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_member is null)
            {
                return compressed.Read(buffer);
            }

            int count = Math.Min(buffer.Length, _member.Length - Served);
            _member.AsSpan(Served, count).CopyTo(buffer);
            Served += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
