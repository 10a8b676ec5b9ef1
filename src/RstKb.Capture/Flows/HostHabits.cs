using System.Runtime.InteropServices;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the whole capture says of each address, added up over its flows after the survey.</summary>
public sealed class HostHabits
{
    private readonly Dictionary<NetworkAddress, HostRecord> hosts = [];

    internal HostHabits(FlowTable flows)
    {
        var counts = new SeededMap<long>();
        for (int flow = 0; flow < flows.Count; flow++)
        {
            ref readonly FlowRecord record = ref flows[flow];
            Count(counts, record.Key.LowAddress, record.Key.IsIPv6, record.Low);
            Count(counts, record.Key.HighAddress, record.Key.IsIPv6, record.High);
        }

        foreach ((ulong entry, long more) in flows.Deviations.Counts)
        {
            counts.GetOrAdd(entry) += more;
        }

        foreach ((ulong entry, long packets) in counts.Entries)
        {
            if (packets > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(hosts, flows.AddressOf((uint)(entry >> 9), (entry & IPv6) != 0), out _).Note((byte)entry, packets);
            }
        }
    }

    /// <summary>False where the address sent nothing but RSTs, or nothing at all.</summary>
    public bool TryFind(NetworkAddress address, out HostRecord host) => hosts.TryGetValue(address, out host);

    private const ulong IPv6 = 1 << 8;

    /// <summary>An address of a <see cref="CompactKey"/> with one TTL.</summary>
    internal static ulong Entry(uint address, bool isIPv6, byte ttl) => (ulong)address << 9 | (isIPv6 ? IPv6 : 0) | ttl;

    private static void Count(SeededMap<long> counts, uint address, bool isIPv6, in FlowSide side)
    {
        long ordinary = (long)side.Packets - side.Resets;
        if (ordinary > 0)
        {
            counts.GetOrAdd(Entry(address, isIPv6, side.Ttl)) += ordinary;
        }
    }
}
