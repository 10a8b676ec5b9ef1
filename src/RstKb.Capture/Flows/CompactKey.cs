using System.Numerics;

namespace RstKb.Capture.Flows;

/// <summary>A flow's key in 16 bytes: an IPv4 address is its own number, an IPv6 address has the number that the <see cref="AddressBook"/> gave it.</summary>
/// <param name="Addresses">The low end's in the upper half.</param>
/// <param name="Ports">The low end's in the upper half of the lowest 32 bits; bit 32 is set for IPv6.</param>
internal readonly record struct CompactKey(ulong Addresses, ulong Ports)
{
    private const ulong IPv6 = 1UL << 32;

    public bool IsIPv6 => (Ports & IPv6) != 0;

    public uint LowAddress => (uint)(Addresses >> 32);

    public uint HighAddress => (uint)Addresses;

    public ushort LowPort => (ushort)(Ports >> 16);

    public ushort HighPort => (ushort)Ports;

    /// <summary>Both ports, the low end's in the upper half.</summary>
    public uint PortPair => (uint)Ports;

    /// <summary>The key again from its parts.</summary>
    public static CompactKey Of(ulong addresses, uint portPair, bool isIPv6) => new(addresses, (isIPv6 ? IPv6 : 0) | portPair);

    /// <summary>The key of an IPv4 segment.</summary>
    /// <param name="addresses">The source's in the upper half.</param>
    /// <param name="ports">The source's in the upper half.</param>
    /// <param name="fromLow">Whether the source is the end that sorts first.</param>
    public static CompactKey OfIPv4(ulong addresses, uint ports, out bool fromLow)
    {
        ulong turned = BitOperations.RotateLeft(addresses, 32);
        fromLow = addresses < turned || (addresses == turned && IsInOrder(ports));
        return Of(addresses, ports, fromLow, isIPv6: false);
    }

    /// <summary>The key of a segment whose ends were compared.</summary>
    public static CompactKey Of(ulong addresses, uint ports, bool fromLow, bool isIPv6)
    {
        ulong family = isIPv6 ? IPv6 : 0;
        return fromLow
            ? new CompactKey(addresses, family | ports)
            : new CompactKey(BitOperations.RotateLeft(addresses, 32), family | BitOperations.RotateLeft(ports, 16));
    }

    /// <summary>Whether the upper of two ports is not the greater one.</summary>
    public static bool IsInOrder(uint ports) => ports <= BitOperations.RotateLeft(ports, 16);

    /// <summary>A hash that depends on a seed, so that nobody can write a capture whose flows all meet in one slot.</summary>
    public uint Hash(ulong seed)
    {
        ulong high = Math.BigMul(Addresses ^ seed, Ports ^ 0x9E37_79B9_7F4A_7C15 ^ (seed << 32 | seed >> 32), out ulong low);
        ulong mixed = (high ^ low) * 0xC2B2_AE3D_27D4_EB4F;
        return (uint)(mixed >> 32);
    }
}
