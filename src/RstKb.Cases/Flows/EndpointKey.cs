using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RstKb.Cases.Flows;

/// <summary>
/// An end of a connection as text that sorts as its numbers do: the address as 32 hexadecimal digits (IPv4 in its IPv4-mapped IPv6 form, RFC 4291
/// 2.5.5.2) and the port as 4. So SQL can sort by address and find a prefix as a range.
/// </summary>
public static class EndpointKey
{
    private const int AddressDigits = 32;
    private const int MappedBits = 96;

    // Fewer bits say nothing: no network of IPv4 is larger than a class A, and IPv6's are handed out from /12 on.
    private const int LeastBits = 8;

    /// <summary>The key of one end; an address that cannot be read sorts before all others.</summary>
    public static string Of(string address, int port) =>
        (IPAddress.TryParse(address, out IPAddress? parsed) ? Digits(parsed) : "") + port.ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>The first and the last key of an address, an address with port, or a prefix; false where <paramref name="text"/> is none of these.</summary>
    public static bool TryRange(string text, out string first, out string last)
    {
        first = last = "";
        int slash = text.IndexOf('/');
        if (slash > 0)
        {
            return TryPrefix(text.AsSpan(0, slash), text.AsSpan(slash + 1), out first, out last);
        }

        // An IPv6 address with a port stands in brackets; without them its last group would be taken for a port.
        bool withPort = text.Contains("]:", StringComparison.Ordinal) || text.AsSpan().Count(':') == 1;
        if (withPort)
        {
            if (!IPEndPoint.TryParse(text, out IPEndPoint? end))
            {
                return false;
            }

            first = last = Of(end.Address.ToString(), end.Port);
            return true;
        }

        if (!IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? address))
        {
            return false;
        }

        first = Digits(address) + "0000";
        last = Digits(address) + "ffff";
        return true;
    }

    /// <summary>The narrowest prefix that holds both keys' addresses; the address itself where they are the same, null where they share too little to name a network.</summary>
    public static string? CommonPrefix(string firstKey, string lastKey)
    {
        if (firstKey.Length < AddressDigits || lastKey.Length < AddressDigits)
        {
            return null;
        }

        UInt128 low = Number(firstKey);
        UInt128 high = Number(lastKey);
        int bits = (int)UInt128.LeadingZeroCount(low ^ high);
        bool mapped = IsMapped(low);
        if (low == high)
        {
            return Address(low, mapped).ToString();
        }

        int length = mapped ? bits - MappedBits : bits;
        if (length < LeastBits || mapped != IsMapped(high))
        {
            return null;
        }

        UInt128 network = (low >> (128 - bits)) << (128 - bits);
        return $"{Address(network, mapped)}/{length}";
    }

    private static bool TryPrefix(ReadOnlySpan<char> addressText, ReadOnlySpan<char> lengthText, out string first, out string last)
    {
        first = last = "";
        if (!IPAddress.TryParse(addressText, out IPAddress? address) || !int.TryParse(lengthText, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            return false;
        }

        int bits = address.AddressFamily == AddressFamily.InterNetwork ? length + MappedBits : length;
        if (bits > 128)
        {
            return false;
        }

        UInt128 rest = bits == 0 ? UInt128.MaxValue : bits == 128 ? 0 : UInt128.MaxValue >> bits;
        UInt128 number = Number(Digits(address));
        first = (number & ~rest).ToString("x32", CultureInfo.InvariantCulture) + "0000";
        last = (number | rest).ToString("x32", CultureInfo.InvariantCulture) + "ffff";
        return true;
    }

    private static string Digits(IPAddress address) => Convert.ToHexStringLower(address.MapToIPv6().GetAddressBytes());

    private static UInt128 Number(string key) => UInt128.Parse(key.AsSpan(0, AddressDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsMapped(UInt128 number) => number >> 32 == 0xffff;

    private static IPAddress Address(UInt128 number, bool mapped)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(mapped ? bytes[12..] : bytes);
    }
}
