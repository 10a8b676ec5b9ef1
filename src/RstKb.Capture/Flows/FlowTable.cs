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
    /// <summary>Segments whose places in memory are asked for at once: each waits for as long as one would.</summary>
    internal const int Together = 32;

    private readonly TtlDeviations deviations = new();
    private readonly List<FlowReuse> reuses = [];
    private readonly QuotedStreams quoted = new();

    private readonly FlowRecords records = new();

    /// <summary>What its flows are found by.</summary>
    internal SegmentKeys Keys { get; } = new(limits);

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
        return (SegmentKeys.HostOf(key.LowAddress, key.IsIPv6), SegmentKeys.HostOf(key.HighAddress, key.IsIPv6));
    }

    /// <summary>The number that <see cref="HostsOf"/> has for an address; null where the capture does not know it.</summary>
    public ulong? HostOf(NetworkAddress address) => Keys.HostOf(address);

    /// <summary>The address that a <see cref="CompactKey"/> names by 32 bits.</summary>
    internal NetworkAddress AddressOf(uint address, bool isIPv6) => Keys.AddressOf(address, isIPv6);

    /// <summary>Number of the flow that used the same addresses and ports before, or null.</summary>
    public int? Before(int flow) => ReuseOf(flow)?.Before;

    /// <summary>The first packet of a flow on addresses and ports that an earlier flow had used.</summary>
    internal long BeganAt(int flow) => ReuseOf(flow)?.Packet ?? 0;

    private FlowReuse? ReuseOf(int flow)
    {
        int low = 0;
        int high = reuses.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = reuses[middle].Flow < flow ? (middle + 1, high) : (low, middle);
        }

        return low < reuses.Count && reuses[low].Flow == flow ? reuses[low] : null;
    }

    /// <summary>Counts the segment into its flow and returns the flow's number, or -1 where the limit of flows was reached.</summary>
    public int Add(in DecodedSegment segment, long packet, CaptureTime time) => Add(Keys.Read(segment, packet, time));

    /// <summary>
    /// Notes that an ICMP error quotes a segment, and returns the number of that segment's flow, or -1 where the capture has none. To Wireshark a quoted
    /// header is a stream like any other, so it moves the numbers of the streams that follow.
    /// </summary>
    public int AddQuote(in IcmpError error, long packet) => AddQuote(Keys.Read(error, packet, default));

    /// <summary>Counts segments, and notes the quoted ones among them.</summary>
    internal void Add(ReadOnlySpan<SurveyedSegment> segments)
    {
        while (!segments.IsEmpty)
        {
            ReadOnlySpan<SurveyedSegment> together = segments[..Math.Min(segments.Length, Together)];
            Touch(together);
            foreach (ref readonly SurveyedSegment segment in together)
            {
                if (segment.Quotes == Quotation.None)
                {
                    Add(segment);
                }
                else
                {
                    AddQuote(segment);
                }
            }

            segments = segments[together.Length..];
        }
    }

    private int Add(in SurveyedSegment segment)
    {
        if (!segment.IsKnown)
        {
            Untracked++;
            return -1;
        }

        ref FlowSlot slot = ref SlotOf(segment.Key, segment.Hash);
        int flow = slot.Flow;
        if (flow < 0 || StartsAnew(records[flow], segment) || quoted.HasPending && quoted.IsPending(segment.Key))
        {
            if (Count >= limits.MaxFlows)
            {
                Untracked++;
                return -1;
            }

            flow = Begin(ref slot, segment);
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

    private int AddQuote(in SurveyedSegment quote)
    {
        int flow = quote.IsKnown ? SlotOf(quote.Key, quote.Hash).Flow : -1;
        if (quote.IsKnown && quote.Quotes == Quotation.WholeHeader && (flow < 0 || StartsAnew(records[flow], quote)))
        {
            quoted.Note(quote.Key, Count, flow < 0 ? null : quote.Packet);
        }

        if (flow >= 0)
        {
            records[flow].TakeQuote(quote);
        }

        return flow;
    }

    /// <summary>Whether the quotation in this packet made the next segment of its addresses and ports begin another flow.</summary>
    internal bool IsSplit(long packet) => quoted.IsSplit(packet);

    /// <summary>Whether an ICMP error quoted the flow before its first segment, so that to Wireshark its stream had begun already.</summary>
    internal bool WasQuotedFirst(int flow) => quoted.IsClaimed(flow);

    /// <summary>Wireshark's <c>tcp.stream</c> of a flow: its number, moved by the streams that only ICMP errors have.</summary>
    public int StreamOf(int flow) => quoted.StreamOf(flow);

    /// <summary>A SYN without ACK.</summary>
    internal static bool IsOpening(TcpFlags flags) => (flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;

    /// <summary>Whether this segment, a SYN, begins another flow than the one that its addresses and ports belong to so far.</summary>
    internal static bool StartsAnew(in FlowRecord record, in SurveyedSegment segment)
    {
        if (!IsOpening(segment.Flags))
        {
            return false;
        }

        ref readonly FlowSide side = ref segment.FromLow ? ref record.Low : ref record.High;
        return side.HasBase && side.Base != segment.SequenceNumber;
    }

    private int Begin(ref FlowSlot slot, in SurveyedSegment segment)
    {
        int flow = Count++;
        if (quoted.HasPending)
        {
            quoted.Claim(segment.Key, flow);
        }

        records.MakeRoomFor(flow);
        ref FlowRecord record = ref records[flow];
        record.Key = segment.Key;
        record.First = segment.Time;
        record.FirstFromLow = segment.FromLow;
        bool isReuse = slot.Flow >= 0;
        if (isReuse)
        {
            record.IsReuse = true;
            reuses.Add(new FlowReuse(flow, slot.Flow, segment.Packet));
        }

        slot = new FlowSlot(flow, segment.Hash);
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
