using System.Runtime.CompilerServices;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Gives every segment the number of its flow, as tshark 4.0 numbers <c>tcp.stream</c>: a SYN whose sequence number is not the one the
/// direction began with starts a new flow on the same ports. A hash table with open addressing over records of a fixed size: nothing is
/// allocated for a packet, and only every 4,096th flow allocates, later every 65,536th.
/// </summary>
public sealed partial class FlowTable(CaptureLimits limits)
{
    private const ulong IPv6Host = 1UL << 32;

    private readonly ulong seed = (ulong)Random.Shared.NextInt64();
    private readonly AddressBook addresses = new();
    private readonly TtlDeviations deviations = new();
    private readonly List<FlowReuse> reuses = [];
    private readonly QuotedStreams quoted = new();

    private readonly FlowRecords records = new();

    /// <summary>Number of flows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Number of flows so far that hold a RST.</summary>
    public int ResetFlows { get; private set; }

    /// <summary>TCP segments of flows that were not tracked because <see cref="CaptureLimits.MaxFlows"/> was reached.</summary>
    public long Untracked { get; private set; }

    public ref readonly FlowRecord this[int flow] => ref records[flow];

    /// <summary>Flows that began on addresses and ports that an earlier flow had used, in order.</summary>
    internal IReadOnlyList<FlowReuse> Reuses => reuses;

    internal TtlDeviations Deviations => deviations;

    /// <summary>Addresses and ports of a flow.</summary>
    public FlowKey KeyOf(int flow)
    {
        CompactKey key = records[flow].Key;
        return new FlowKey(AddressOf(key.LowAddress, key.IsIPv6), AddressOf(key.HighAddress, key.IsIPv6), key.LowPort, key.HighPort);
    }

    /// <summary>Both addresses of a flow as numbers of 33 bits that stand for one address each in this table.</summary>
    public (ulong Low, ulong High) HostsOf(int flow)
    {
        CompactKey key = records[flow].Key;
        ulong family = key.IsIPv6 ? IPv6Host : 0;
        return (family | key.LowAddress, family | key.HighAddress);
    }

    /// <summary>The number that <see cref="HostsOf"/> has for an address; null where the capture does not know it.</summary>
    public ulong? HostOf(NetworkAddress address) =>
        !address.IsIPv6 ? address.Value32 : addresses.TryFind(address, out uint number) ? IPv6Host | number : null;

    /// <summary>The address that a <see cref="CompactKey"/> names by 32 bits.</summary>
    internal NetworkAddress AddressOf(uint address, bool isIPv6) => isIPv6 ? addresses[address] : NetworkAddress.FromIPv4(address);

    /// <summary>Number of the flow that used the same addresses and ports before, or null.</summary>
    public int? Before(int flow)
    {
        int low = 0;
        int high = reuses.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = reuses[middle].Flow < flow ? (middle + 1, high) : (low, middle);
        }

        return low < reuses.Count && reuses[low].Flow == flow ? reuses[low].Before : null;
    }

    /// <summary>Counts the segment into its flow and returns the flow's number, or -1 where the limit of flows was reached.</summary>
    public int Add(in DecodedSegment segment, long packet, CaptureTime time) => Add(Read(segment, packet, time));

    /// <summary>Counts the segment into its flow and returns the flow's number, or -1 where the limit of flows was reached.</summary>
    internal int Add(in SurveyedSegment segment)
    {
        if (!segment.IsKnown)
        {
            Untracked++;
            return -1;
        }

        ref FlowSlot slot = ref SlotOf(segment.Key, segment.Hash);
        int flow = slot.Flow;
        if (flow < 0 || StartsAnew(records[flow], segment.Flags, segment.SequenceNumber, segment.FromLow) || quoted.HasPending && quoted.IsPending(segment.Key))
        {
            if (Count >= limits.MaxFlows)
            {
                Untracked++;
                return -1;
            }

            flow = Begin(ref slot, segment.Key, segment.Hash, segment.Time, segment.FromLow);
        }

        ref FlowRecord record = ref records[flow];
        bool hadReset = record.HasReset;
        NoteTtl(record, segment);
        record.Take(segment);
        if (record.HasReset && !hadReset)
        {
            ResetFlows++;
        }

        return flow;
    }

    /// <summary>
    /// Notes that an ICMP error quotes a segment, and returns the number of that segment's flow, or -1 where the capture has none. To Wireshark a quoted
    /// header is a stream like any other, so it moves the numbers of the streams that follow.
    /// </summary>
    public int AddQuote(in IcmpError error, long packet)
    {
        DecodedSegment segment = error.AsSegment();
        bool isKnown = TryKey(segment, isNewAllowed: error.HasWholeHeader && quoted.HasRoom, out CompactKey key, out bool fromLow);
        int flow = isKnown ? SlotOf(key, key.Hash(seed)).Flow : -1;
        if (isKnown && error.HasWholeHeader && (flow < 0 || StartsAnew(records[flow], segment.Flags, segment.SequenceNumber, fromLow)))
        {
            quoted.Note(key, Count, flow < 0 ? null : packet);
        }

        if (flow >= 0)
        {
            records[flow].TakeQuote(packet);
        }

        return flow;
    }

    /// <summary>Whether the quotation in this packet made the next segment of its addresses and ports begin another flow.</summary>
    internal bool IsSplit(long packet) => quoted.IsSplit(packet);

    /// <summary>Wireshark's <c>tcp.stream</c> of a flow: its number, moved by the streams that only ICMP errors have.</summary>
    public int StreamOf(int flow) => quoted.StreamOf(flow);

    /// <summary>Whether this segment, a SYN, begins another flow than the one that its addresses and ports belong to so far.</summary>
    internal static bool StartsAnew(in FlowRecord record, TcpFlags flags, SequenceNumber number, bool fromLow)
    {
        if ((flags & (TcpFlags.Syn | TcpFlags.Ack)) != TcpFlags.Syn)
        {
            return false;
        }

        ref readonly FlowSide side = ref fromLow ? ref record.Low : ref record.High;
        return side.HasBase && side.Base != number;
    }

    private int Begin(ref FlowSlot slot, in CompactKey key, uint hash, CaptureTime time, bool fromLow)
    {
        int flow = Count++;
        if (quoted.HasPending)
        {
            quoted.Claim(key, flow);
        }

        records.MakeRoomFor(flow);
        ref FlowRecord record = ref records[flow];
        record.Key = key;
        record.First = time;
        record.FirstFromLow = fromLow;
        bool isReuse = slot.Flow >= 0;
        if (isReuse)
        {
            records[slot.Flow].Next = flow;
            reuses.Add(new FlowReuse(flow, slot.Flow));
        }

        slot = new FlowSlot(flow, hash);
        if (!isReuse && ++used > slots.Length / 4 * 3)
        {
            Grow();
        }

        return flow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NoteTtl(in FlowRecord record, in SurveyedSegment segment)
    {
        ref readonly FlowSide side = ref segment.FromLow ? ref record.Low : ref record.High;
        if (side.Ttl != segment.Ttl && (segment.Flags & TcpFlags.Rst) == 0 && (side.Marks & SideMarks.Ordinary) != 0)
        {
            deviations.Note(segment.FromLow ? record.Key.LowAddress : record.Key.HighAddress, record.Key.IsIPv6, side.Ttl, segment.Ttl);
        }
    }
}
