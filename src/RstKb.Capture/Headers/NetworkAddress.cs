using System.Buffers.Binary;
using System.Net;

namespace RstKb.Capture.Headers;

/// <summary>An IPv4 or IPv6 address as a plain value, so that it can be a key without an allocation.</summary>
public readonly record struct NetworkAddress : IComparable<NetworkAddress>
{
    // Two halves, since a UInt128 would stand at multiples of 16 bytes and leave 15 of them unused.
    private readonly ulong high;
    private readonly ulong low;

    /// <param name="value">The address as a number; an IPv4 address in its lowest 32 bits.</param>
    /// <param name="isIPv6">Which of the two families it belongs to.</param>
    public NetworkAddress(UInt128 value, bool isIPv6)
    {
        high = (ulong)(value >> 64);
        low = (ulong)value;
        IsIPv6 = isIPv6;
    }

    private NetworkAddress(uint value) => low = value;

    public bool IsIPv6 { get; }

    /// <summary>The address as a number; an IPv4 address in its lowest 32 bits.</summary>
    public UInt128 Value => new(high, low);

    /// <summary>An IPv4 address as a number.</summary>
    internal uint Value32 => (uint)low;

    /// <param name="bytes">Four bytes in network order.</param>
    public static NetworkAddress FromIPv4(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <param name="bytes">Sixteen bytes in network order.</param>
    public static NetworkAddress FromIPv6(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), true);

    internal static NetworkAddress FromIPv4(uint value) => new(value);

    public static NetworkAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int count);
        return count == 4 ? FromIPv4(bytes) : FromIPv6(bytes);
    }

    public int CompareTo(NetworkAddress other) => IsIPv6 == other.IsIPv6 ? Value.CompareTo(other.Value) : IsIPv6.CompareTo(other.IsIPv6);

    /// <summary>Dotted decimal, or the shortest form of RFC 5952.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MostCharacters];
        TryFormat(text, out int count);
        return text[..count].ToString();
    }

    /// <summary>As <see cref="ToString"/>, into a buffer; false where it is too short.</summary>
    public bool TryFormat(Span<char> text, out int count)
    {
        if (IsIPv6)
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
            return new IPAddress(bytes).TryFormat(text, out count);
        }

        count = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            if (!((byte)(low >> shift)).TryFormat(text[count..], out int digits))
            {
                return false;
            }

            count += digits;
            if (shift > 0)
            {
                if (count == text.Length)
                {
                    return false;
                }

                text[count++] = '.';
            }
        }

        return true;
    }

    /// <summary>Eight groups of four digits and seven colons make 39; an embedded IPv4 address makes 45.</summary>
    private const int MostCharacters = 45;
}
