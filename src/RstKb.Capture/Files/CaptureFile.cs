using RstKb.Capture.Files.Pcapng;
using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>Opens captures. What a file is, its first bytes tell: names and media types are not asked.</summary>
public static class CaptureFile
{
    // Enough to tell a web page, a tar archive (whose mark is at 257) or tcpdump's printed lines from each other.
    private const int BytesToDescribe = 512;

    /// <summary>A small file is read sooner than a thread is started.</summary>
    private const long BytesBeforeThread = 4L << 20;

    /// <summary>Opens a pcap, pcapng or snoop file, or one of them inside gzip, lz4 or zstd. Reads forward only, from where the stream stands, and leaves it open.</summary>
    /// <param name="stream">A file, a pipe or a socket.</param>
    /// <param name="limits">What the reader believes at most.</param>
    /// <exception cref="CaptureFormatException">The bytes are no capture, or one that breaks off inside its first header.</exception>
    public static CaptureReader Open(Stream stream, CaptureLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var plain = new PlainSource(stream);
        Span<byte> magic = stackalloc byte[4];
        int count = ReadAtLeast(plain, magic);
        plain.PutBack(magic[..count]);
        string compression = magic[..count].StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? "gzip" : Lz4Source.HasMagic(magic[..count]) ? "lz4" : ZstdSource.HasMagic(magic[..count]) ? "zstd" : "none";
        bool isLarge = stream is FileStream { CanSeek: true } file && file.Length - file.Position > BytesBeforeThread;
        ByteSource source = compression switch
        {
            "gzip" => new GzipSource(plain, limits),
            "lz4" => new Lz4Source(plain, limits),
            "zstd" => new ZstdSource(plain, limits),
            _ => plain,
        };
        var window = new ByteWindow(source, readsAhead: isLarge);
        try
        {
            return Open(window, limits, compression);
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    private static CaptureReader Open(ByteWindow window, CaptureLimits limits, string compression)
    {
        window.TryFill(8);
        if (PcapHeader.HasMagic(window.Unread))
        {
            return new PcapReader(window, limits, compression);
        }

        if (SectionHeaderBlock.HasMagic(window.Unread))
        {
            return new PcapngReader(window, limits, compression);
        }

        if (SnoopReader.HasMagic(window.Unread))
        {
            return new SnoopReader(window, limits, compression);
        }

        window.TryFill(BytesToDescribe);
        if (window.EndedEarly is { } reason && window.Unread.Length < BytesToDescribe)
        {
            throw new CaptureFormatException($"Nothing could be read of this {compression} file: {reason}.", window.Offset);
        }

        string sentence = ForeignFile.Describe(window.Unread[..Math.Min(window.Unread.Length, BytesToDescribe)]);
        throw new CaptureFormatException(compression != "none" ? $"The file is compressed with {compression}, but what is inside is no capture. {sentence}" : sentence, 0);
    }

    private static int ReadAtLeast(PlainSource source, Span<byte> destination)
    {
        int count = 0;
        while (count < destination.Length && source.Read(destination[count..]) is > 0 and int read)
        {
            count += read;
        }

        return count;
    }
}
