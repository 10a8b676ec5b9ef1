using System.Buffers.Binary;
using System.Net;

namespace RstKb.Capture.Headers;

/// <summary>An IPv4 or IPv6 address as a plain value of 17 bytes, so that it can be a key without an allocation.</summary>
public readonly record struct NetworkAddress(UInt128 Value, bool IsIPv6) : IComparable<NetworkAddress>
{
    /// <param name="bytes">Four bytes in network order.</param>
    public static NetworkAddress FromIPv4(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes), false);

    /// <param name="bytes">Sixteen bytes in network order.</param>
    public static NetworkAddress FromIPv6(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), true);

    public int CompareTo(NetworkAddress other) => IsIPv6 == other.IsIPv6 ? Value.CompareTo(other.Value) : IsIPv6.CompareTo(other.IsIPv6);

    /// <summary>Dotted decimal, or the shortest form of RFC 5952.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsIPv6 ? bytes : bytes[12..]).ToString();
    }
}
