namespace RstKb.Capture.Headers.Network;

/// <summary>Source routes: the destination field names the next hop, the route's last entry the end that the segment is for, as in TCP's own checksum.</summary>
internal static class SourceRoute
{
    private const byte EndOfOptions = 0;
    private const byte NoOperation = 1;
    private const byte LooseRoute = 131;
    private const byte StrictRoute = 137;
    private const int IPv4Address = 4;
    private const int IPv6Address = 16;
    private const int FirstAddress = 8;
    private const byte SegmentRouting = 4;

    /// <summary>The last address of a loose or strict route among the options of IPv4 (RFC 791, 3.1); empty where there is none.</summary>
    public static ReadOnlySpan<byte> FinalHop(ReadOnlySpan<byte> options)
    {
        while (options.Length >= 2 && options[0] != EndOfOptions)
        {
            int length = options[0] == NoOperation ? 1 : options[1];
            if (length == 0 || length > options.Length)
            {
                break;
            }

            // A pointer beyond the last address says that the route is travelled; one that points between addresses, that it is none.
            if (options[0] is LooseRoute or StrictRoute && length >= 3 + IPv4Address && options[2] >= IPv4Address && options[2] % IPv4Address == 0 && options[2] <= length - 3)
            {
                return options.Slice(length - IPv4Address, IPv4Address);
            }

            options = options[length..];
        }

        return default;
    }

    /// <summary>The end of a route that has hops left: types 0, 2 and 3 (RFC 2460, RFC 6275, RFC 6554 where it shortens no address) and segment routing (RFC 8754), which lists them backwards.</summary>
    /// <param name="header">The whole routing header.</param>
    public static ReadOnlySpan<byte> FinalHopOfExtension(ReadOnlySpan<byte> header)
    {
        const int LowPower = 3;
        bool hasHopsLeft = header[3] > 0 && header.Length >= FirstAddress + IPv6Address;
        return !hasHopsLeft ? default : header[2] switch
        {
            0 or 2 => LastAddress(header[FirstAddress..]),
            LowPower when header[4] == 0 => LastAddress(header[FirstAddress..]),
            SegmentRouting => header.Slice(FirstAddress, IPv6Address),
            _ => default,
        };
    }

    /// <summary>Bytes that a routing header needs for the segments that it says to have (RFC 8754, 2); 0 for other types.</summary>
    /// <param name="header">The whole routing header.</param>
    public static int BytesClaimed(ReadOnlySpan<byte> header) => header[2] == SegmentRouting ? FirstAddress + ((header[4] + 1) * IPv6Address) : 0;

    private static ReadOnlySpan<byte> LastAddress(ReadOnlySpan<byte> addresses) => addresses.Slice((addresses.Length / IPv6Address * IPv6Address) - IPv6Address, IPv6Address);
}
