using System.Text;

namespace RstKb.Capture.Files;

/// <summary>Says what a file that is no capture seems to be, and what to do about it.</summary>
internal static class ForeignFile
{
    private const string Needed = "Needed is a pcap or pcapng file, such as `tcpdump -w FILE` or Wireshark's File > Save writes.";
    private const string Unpack = "Unpack it first, or compress the capture with gzip, lz4 or zstd, which are read as they are.";

    /// <param name="start">The file's first bytes.</param>
    public static string Describe(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return $"The file is empty. {Needed}";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return "This is gzip inside gzip. Decompress it once with `gunzip` and try again.";
        }

        if (Binary(start) is { } binary)
        {
            return binary;
        }

        return LooksLikeText(start) ? Text(start) : $"This is no capture that is known here. {Needed}";
    }

    private static string? Binary(ReadOnlySpan<byte> start)
    {
        foreach ((byte[] mark, string name, string remedy) in Marks)
        {
            if (start.StartsWith(mark))
            {
                return $"This is {name}. {remedy}";
            }
        }

        if (start.Length >= 262 && start.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return "This is a tar archive. Take the capture out of it first, with `tar -xf`.";
        }

        // The mark of pcapng was chosen so that a transfer as text cannot leave it whole.
        ReadOnlySpan<byte> mangledA = [0x0a, 0x0a, 0x0a];
        ReadOnlySpan<byte> mangledB = [0x0d, 0x0a, 0x0d, 0x0d];
        ReadOnlySpan<byte> mangledC = [0x0d, 0x0d, 0x0d];
        return start.StartsWith(mangledA) || start.StartsWith(mangledB) || start.StartsWith(mangledC)
            ? "This seems to be a pcapng file whose line ends were converted by a transfer as text. Copy it again in binary mode."
            : null;
    }

    private static (byte[] Mark, string Name, string Remedy)[] Marks { get; } =
    [
        ("PK\u0003\u0004"u8.ToArray(), "a zip archive", "Take the capture out of it first."),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "a file compressed with xz", Unpack),
        ("BZh"u8.ToArray(), "a file compressed with bzip2", Unpack),
        ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "a 7-Zip archive", "Take the capture out of it first."),
        ("Rar!"u8.ToArray(), "a rar archive", "Take the capture out of it first."),
        ("btsnoop\0"u8.ToArray(), "a Bluetooth capture", "It holds no TCP connections."),
        ("GMBU"u8.ToArray(), "a capture of Microsoft Network Monitor", "Convert it with `editcap FILE NEW.pcapng`."),
        ("RTSS"u8.ToArray(), "a capture of Microsoft Network Monitor 1", "Convert it with `editcap FILE NEW.pcapng`."),
        ("TRSNIFF data"u8.ToArray(), "a capture of Network General Sniffer", "Convert it with `editcap FILE NEW.pcapng`."),
        ("XCP\0"u8.ToArray(), "a capture of NetXRay", "Convert it with `editcap FILE NEW.pcapng`."),
        ([0x7f, 0x45, 0x4c, 0x46], "a program (ELF)", Needed),
        ("%PDF"u8.ToArray(), "a PDF document", Needed),
        ([0x89, 0x50, 0x4e, 0x47], "a picture (PNG)", Needed),
        ([0xff, 0xd8, 0xff], "a picture (JPEG)", Needed),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database", Needed),
        ([0xa1, 0xb2, 0xc3, 0xcd], "a pcap variant that is not read here", "Convert it with `editcap FILE NEW.pcapng`."),
    ];

    private static string Text(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "This is a web page, perhaps a login or error page saved in place of the download. Download the capture itself.";
        }

        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            return $"This is an XML file, perhaps packets exported as text. {Needed}";
        }

        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return $"This is a JSON file, perhaps a HAR file or packets exported as text. {Needed}";
        }

        return text.StartsWith("tcpdump:", StringComparison.Ordinal) || text.Contains("Flags [", StringComparison.Ordinal) || text.Contains(" IP", StringComparison.Ordinal)
            ? "This is a text file, the output of tcpdump without -w. Needed is the binary file that `tcpdump -w FILE` writes."
            : "This is a text file, perhaps the output of tcpdump without -w. Needed is the binary file that `tcpdump -w FILE` writes.";
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        foreach (byte value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x1b or 0x0c) or 0x7f)
            {
                return false;
            }
        }

        // A few bytes above 0x7f are letters of UTF-8; text is not made of them.
        return start.IndexOfAnyInRange((byte)' ', (byte)'~') >= 0;
    }
}
