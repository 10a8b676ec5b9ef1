using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Network;

/// <summary>IPv6 packets of more than 65,535 bytes: their length is an option of the Hop-by-Hop header, that of the IPv6 header is 0 (RFC 2675).</summary>
internal static class Jumbogram
{
    private const byte Padding = 0;
    private const byte JumboPayload = 0xc2;
    private const int OptionBytes = 4;

    /// <summary>Bytes after the IPv6 header; 0 where there is no such option, or where the number would have fitted the IPv6 header.</summary>
    /// <param name="hopByHop">The captured bytes from the Hop-by-Hop header on.</param>
    public static int PayloadLength(ReadOnlySpan<byte> hopByHop)
    {
        if (hopByHop.Length < 2)
        {
            return 0;
        }

        ReadOnlySpan<byte> options = hopByHop[2..Math.Min((hopByHop[1] + 1) * 8, hopByHop.Length)];
        while (options.Length >= 2)
        {
            if (options[0] == Padding)
            {
                options = options[1..];
                continue;
            }

            int length = options[1];
            if (options[0] == JumboPayload && length == OptionBytes && options.Length >= 2 + OptionBytes)
            {
                uint bytes = BinaryPrimitives.ReadUInt32BigEndian(options[2..]);
                return bytes > ushort.MaxValue ? (int)Math.Min(bytes, int.MaxValue) : 0;
            }

            options = options[Math.Min(2 + length, options.Length)..];
        }

        return 0;
    }
}
