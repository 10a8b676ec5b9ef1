using System.Buffers.Binary;

namespace RstKb.Capture.Files;

/// <summary>The 24 bytes at the start of a pcap file (draft-ietf-opsawg-pcap, section 4).</summary>
internal readonly record struct PcapHeader
{
    public const int Size = 24;

    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;

    // A patch of Alexey Kuznetsov's, shipped by Linux distributions around the year 2000: eight bytes more a record.
    private const uint Kuznetsov = 0xa1b2cd34;

    public required ByteOrder Order { get; init; }

    public required LinkType LinkType { get; init; }

    /// <summary>Nanoseconds of one unit of the record's fraction: 1000 or 1.</summary>
    public required int FractionUnit { get; init; }

    /// <summary>Bytes of a record's header: 16, or 24 in Kuznetsov's variant.</summary>
    public required int RecordHeaderBytes { get; init; }

    /// <summary>How the two lengths of a record are ordered; files before version 2.3 have the original length first, those of 2.3 sometimes.</summary>
    public required LengthOrder Lengths { get; init; }

    public static bool HasMagic(ReadOnlySpan<byte> start) => start.Length >= 4 && TryReadMagic(start, out _, out _);

    /// <param name="bytes">24 bytes whose magic number was recognised.</param>
    public static PcapHeader Read(ReadOnlySpan<byte> bytes)
    {
        TryReadMagic(bytes, out ByteOrder order, out uint magic);
        int major = order.UInt16(bytes, 4);
        int minor = order.UInt16(bytes, 6);
        return new PcapHeader
        {
            Order = order,
            // The upper half tells of frame check sequences; IP's own lengths leave those out anyway.
            LinkType = (LinkType)(order.UInt32(bytes, 20) & 0xffff),
            FractionUnit = magic == Nanoseconds ? 1 : 1000,
            RecordHeaderBytes = magic == Kuznetsov ? 24 : 16,
            // No version but 2 was ever given out; another number there is damage that does no harm.
            Lengths = (major, minor) switch
            {
                (2, < 3) => LengthOrder.OriginalFirst,
                (2, 3) => LengthOrder.LargerIsOriginal,
                _ => LengthOrder.CapturedFirst,
            },
        };
    }

    private static bool TryReadMagic(ReadOnlySpan<byte> start, out ByteOrder order, out uint magic)
    {
        magic = BinaryPrimitives.ReadUInt32LittleEndian(start);
        order = new ByteOrder(false);
        if (magic is Microseconds or Nanoseconds or Kuznetsov)
        {
            return true;
        }

        magic = BinaryPrimitives.ReverseEndianness(magic);
        order = new ByteOrder(true);
        return magic is Microseconds or Nanoseconds or Kuznetsov;
    }

    public enum LengthOrder
    {
        CapturedFirst,
        LargerIsOriginal,
        OriginalFirst,
    }
}
