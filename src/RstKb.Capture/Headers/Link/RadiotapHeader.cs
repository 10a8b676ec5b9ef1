using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>The header that radio drivers put before 802.11 (radiotap.org): fields in the order of their bits, each aligned to its size.</summary>
internal static class RadiotapHeader
{
    public const int MinimumBytes = 8;

    private const uint HasTimer = 1;
    private const uint HasFlags = 2;
    private const uint MoreWords = 1u << 31;

    /// <summary>The 802.11 header is padded to four bytes before its payload.</summary>
    public const byte Padded = 0x20;

    /// <summary>The frame check sequence is there.</summary>
    public const byte HasCheck = 0x10;

    /// <summary>The field of flags, 0 where it is not there.</summary>
    /// <param name="bytes">At least <see cref="MinimumBytes"/>.</param>
    public static byte Flags(ReadOnlySpan<byte> bytes)
    {
        uint present = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if ((present & HasFlags) == 0)
        {
            return 0;
        }

        int at = MinimumBytes;
        for (uint word = present; (word & MoreWords) != 0 && bytes.Length >= at + 4; at += 4)
        {
            word = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        }

        if ((present & HasTimer) != 0)
        {
            at = ((at + 7) & ~7) + 8;
        }

        return at < bytes.Length ? bytes[at] : (byte)0;
    }
}
