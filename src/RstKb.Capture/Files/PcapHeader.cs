using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RstKb.Capture.Files;

/// <summary>The 24 bytes at the start of a pcap file (draft-ietf-opsawg-pcap, section 4).</summary>
internal readonly record struct PcapHeader
{
    public const int Size = 24;

    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;

    // A patch of Alexey Kuznetsov's, shipped by Linux distributions around the year 2000: eight or twelve bytes more a record.
    private const uint Kuznetsov = 0xa1b2cd34;

    // Ixia's analysers, in hardware and in software: the size of all records follows the header.
    private const uint IxiaHardware = 0x1c0001ac;
    private const uint IxiaSoftware = 0x1c0001ab;

    private static readonly int[] UsualRecords = [16];

    // Red Hat 6.1 took an early version of Kuznetsov's patch, which kept the magic number; Nokia's firewalls add four bytes.
    private static readonly int[] StandardRecords = [16, 24, 20];

    // The shorter one came later; SuSE 6.3 has the longer.
    private static readonly int[] KuznetsovRecords = [24, 28];

    public required ByteOrder Order { get; init; }

    public required LinkType LinkType { get; init; }

    /// <summary>Nanoseconds of one unit of the record's fraction: 1000 or 1.</summary>
    public required int FractionUnit { get; init; }

    /// <summary>Bytes between this header and the first record: 0 or 4.</summary>
    public required int ExtraBytes { get; init; }

    /// <summary>Bytes that a record's header can have, the usual number first; which it is, only the records tell.</summary>
    public required IReadOnlyList<int> PossibleRecordHeaders { get; init; }

    /// <summary>How the two lengths of a record are ordered; files before version 2.3 have the original length first, those of 2.3 sometimes.</summary>
    public required LengthOrder Lengths { get; init; }

    public static bool HasMagic(ReadOnlySpan<byte> start) => start.Length >= 4 && TryReadMagic(start, out _, out _);

    /// <param name="bytes">24 bytes whose magic number was recognised.</param>
    public static PcapHeader Read(ReadOnlySpan<byte> bytes)
    {
        TryReadMagic(bytes, out ByteOrder order, out uint magic);
        int major = order.UInt16(bytes, 4);
        int minor = order.UInt16(bytes, 6);
        uint network = order.UInt32(bytes, 20);
        LinkType? aix = (major, minor) == (2, 2) ? OfAix(network) : null;
        return new PcapHeader
        {
            Order = order,
            // The upper half tells of frame check sequences; IP's own lengths leave those out anyway.
            LinkType = aix ?? (LinkType)(network & 0xffff),
            FractionUnit = magic == Nanoseconds || aix is not null ? 1 : 1000,
            ExtraBytes = magic is IxiaHardware or IxiaSoftware ? 4 : 0,
            PossibleRecordHeaders = magic switch
            {
                Kuznetsov => KuznetsovRecords,
                Nanoseconds => UsualRecords,
                _ => aix is null ? StandardRecords : UsualRecords,
            },
            // No version but 2 was ever given out, but DG/UX writes 543. Another number there is damage that does no harm.
            Lengths = (major, minor) switch
            {
                (2, < 3) or (543, _) => LengthOrder.OriginalFirst,
                (2, 3) => LengthOrder.LargerIsOriginal,
                _ => LengthOrder.CapturedFirst,
            },
        };
    }

    /// <summary>Captured and original length of the record at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint Captured, uint Original) LengthsOf(ReadOnlySpan<byte> record)
    {
        uint first = Order.UInt32(record, 8);
        uint second = Order.UInt32(record, 12);
        bool isTurned = Lengths == LengthOrder.OriginalFirst || (Lengths == LengthOrder.LargerIsOriginal && first > second);
        return isTurned ? (second, first) : (first, second);
    }

    private static bool TryReadMagic(ReadOnlySpan<byte> start, out ByteOrder order, out uint magic)
    {
        magic = BinaryPrimitives.ReadUInt32LittleEndian(start);
        order = new ByteOrder(false);
        if (IsKnown(magic))
        {
            return true;
        }

        magic = BinaryPrimitives.ReverseEndianness(magic);
        order = new ByteOrder(true);
        return IsKnown(magic);
    }

    private static bool IsKnown(uint magic) => magic is Microseconds or Nanoseconds or Kuznetsov or IxiaHardware or IxiaSoftware;

    /// <summary>AIX writes the interface's type of RFC 1573 in place of a link type, and nanoseconds; null where the number is another.</summary>
    private static LinkType? OfAix(uint network) => network switch
    {
        6 => LinkType.Ethernet,
        9 => LinkType.TokenRing,
        15 => LinkType.Fddi,
        24 => LinkType.Null,
        _ => null,
    };

    public enum LengthOrder
    {
        CapturedFirst,
        LargerIsOriginal,
        OriginalFirst,
    }
}
