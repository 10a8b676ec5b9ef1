using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>The address family before packets of BSD's and macOS' loopback: LINKTYPE_NULL in the host's byte order, LINKTYPE_LOOP in the network's.</summary>
internal readonly ref struct LoopbackHeader
{
    public const int Size = 4;

    private readonly uint _family;

    private LoopbackHeader(uint family) => _family = family;

    public bool IsIPv4 => _family == 2;

    /// <summary>The number of AF_INET6 differs: NetBSD and OpenBSD 24, FreeBSD 28, macOS 30, Linux 10.</summary>
    public bool IsIPv6 => _family is 10 or 24 or 28 or 30;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out LoopbackHeader header)
    {
        if (bytes.Length < Size)
        {
            header = default;
            return false;
        }

        // The writing host's order is not told, but families are small numbers.
        uint family = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        header = new LoopbackHeader(family > 0xffff ? BinaryPrimitives.ReverseEndianness(family) : family);
        return true;
    }
}
