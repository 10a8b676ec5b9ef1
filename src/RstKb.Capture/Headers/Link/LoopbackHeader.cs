using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>
/// The address family before packets of BSD's and macOS' loopback: LINKTYPE_NULL in the host's byte order, LINKTYPE_LOOP in the network's. Under
/// LINKTYPE_NULL IRIX wrote a family of two bytes, and old Linux an EtherType in the last two.
/// </summary>
internal readonly ref struct LoopbackHeader
{
    public const int Size = 4;

    // Families are small numbers: two bytes that read so are a family and not an EtherType.
    private const int NoFamilyOfTwoBytes = 6;

    private readonly uint _number;

    private LoopbackHeader(uint number) => _number = number;

    public bool IsIPv4 => _number == 2;

    /// <summary>The number of AF_INET6 differs: NetBSD and OpenBSD 24, FreeBSD 28, macOS 30.</summary>
    public bool IsIPv6 => _number is 24 or 28 or 30;

    /// <summary>What follows, where the number is too large for a family.</summary>
    public ushort EtherType => _number > ushort.MaxValue ? (ushort)0 : (ushort)_number;

    public static bool TryRead(ReadOnlySpan<byte> bytes, bool isNetworkOrder, out LoopbackHeader header)
    {
        if (bytes.Length < Size)
        {
            header = default;
            return false;
        }

        header = new LoopbackHeader(isNetworkOrder ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : InHostOrder(bytes));
        return true;
    }

    /// <summary>The writing host's order is not told, so the bytes that are zero tell it.</summary>
    private static uint InHostOrder(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, < NoFamilyOfTwoBytes, 0, 0, ..] => bytes[1],
        [0, 0, < NoFamilyOfTwoBytes, 0, ..] => bytes[2],
        [_, _, 0, 0, ..] => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
