using System.Runtime.InteropServices;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Gives every segment the number of its flow, as tshark 4.0 numbers <c>tcp.stream</c>: a SYN whose sequence number is not the one the
/// direction began with starts a new flow on the same ports. Both passes use it, so both see the same numbers.
/// </summary>
public sealed class FlowTable(CaptureLimits limits)
{
    private readonly Dictionary<FlowKey, int> current = [];
    private FlowRecord[] records = new FlowRecord[256];

    /// <summary>Number of flows so far.</summary>
    public int Count { get; private set; }

    /// <summary>TCP segments of flows that were not tracked because <see cref="CaptureLimits.MaxFlows"/> was reached.</summary>
    public long Untracked { get; private set; }

    public ReadOnlySpan<FlowRecord> Records => records.AsSpan(0, Count);

    public ref readonly FlowRecord this[int flow] => ref records[flow];

    /// <summary>Counts the segment into its flow and returns the flow's number, or -1 where the limit of flows was reached.</summary>
    public int Add(in DecodedSegment segment, long packet, CaptureTime time)
    {
        FlowKey key = FlowKey.Of(segment, out bool fromLow);
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(current, key, out bool exists);
        if (!exists || StartsAnew(ref records[slot], segment, fromLow))
        {
            if (Count >= limits.MaxFlows)
            {
                Untracked++;
                if (!exists)
                {
                    current.Remove(key);
                }

                return -1;
            }

            slot = Begin(key, packet, time, fromLow);
        }

        Update(ref records[slot], segment, packet, time, fromLow);
        return slot;
    }

    private static bool StartsAnew(ref FlowRecord record, in DecodedSegment segment, bool fromLow)
    {
        if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) != TcpFlags.Syn)
        {
            return false;
        }

        ref FlowSide side = ref fromLow ? ref record.Low : ref record.High;
        return side.HasBase && side.Base != segment.SequenceNumber;
    }

    private int Begin(FlowKey key, long packet, CaptureTime time, bool fromLow)
    {
        if (Count == records.Length)
        {
            Array.Resize(ref records, records.Length * 2);
        }

        records[Count] = new FlowRecord { Key = key, First = time, FirstPacket = packet, FirstFromLow = fromLow };
        return Count++;
    }

    private static void Update(ref FlowRecord record, in DecodedSegment segment, long packet, CaptureTime time, bool fromLow)
    {
        ref FlowSide side = ref fromLow ? ref record.Low : ref record.High;
        ref FlowSide other = ref fromLow ? ref record.High : ref record.Low;
        bool isReset = (segment.Flags & TcpFlags.Rst) != 0;

        if (!side.HasBase)
        {
            side.HasBase = true;
            side.Base = (segment.Flags & TcpFlags.Syn) != 0 ? segment.SequenceNumber : segment.SequenceNumber + -1;
        }

        if (!other.HasBase && (segment.Flags & TcpFlags.Ack) != 0)
        {
            other.HasBase = true;
            other.Base = segment.AcknowledgmentNumber + -1;
        }

        if (isReset && record.Resets++ == 0)
        {
            record.ResetPacket = packet;
            record.ResetTime = time;
            record.ResetFromLow = fromLow;
            record.ResetFlags = segment.Flags;
            record.ResetTtl = segment.Ttl;
            record.BeforeReset = record.Packets == 0 ? time : record.Last;
            record.BytesBeforeReset = record.Low.Bytes + record.High.Bytes;
            record.FinBeforeReset = ((record.Low.Flags | record.High.Flags) & TcpFlags.Fin) != 0;
        }

        if (!isReset)
        {
            NoteReplyDelay(ref record, side, other, segment, time);
            NoteOrdinary(ref side, segment);
        }

        if ((segment.Flags & TcpFlags.Fin) != 0 && ((record.Low.Flags | record.High.Flags) & TcpFlags.Fin) == 0)
        {
            record.FirstFin = time;
        }

        side.Packets++;
        side.Bytes += segment.PayloadLength;
        side.Flags |= segment.Flags;
        record.Last = time;
        record.LastPacket = packet;
    }

    private static void NoteReplyDelay(ref FlowRecord record, in FlowSide side, in FlowSide other, in DecodedSegment segment, CaptureTime time)
    {
        TcpFlags opening = segment.Flags & (TcpFlags.Syn | TcpFlags.Ack);
        if (opening == TcpFlags.Syn)
        {
            // The last try counts: an answer belongs to the SYN right before it more often than to the first.
            record.SynTime = time;
        }
        else if (opening == (TcpFlags.Syn | TcpFlags.Ack))
        {
            if (other.HasSyn && record.ServerReply == 0)
            {
                record.ServerReply = Math.Max(1, time.NanosecondsSince(record.SynTime));
            }
        }
        else if (record.ServerReply > 0 && record.ClientReply == 0 && side.HasSyn)
        {
            record.ClientReply = Math.Max(1, time.NanosecondsSince(record.SynTime) - record.ServerReply);
        }
    }

    private static void NoteOrdinary(ref FlowSide side, in DecodedSegment segment)
    {
        bool syn = (segment.Flags & TcpFlags.Syn) != 0;
        bool ack = (segment.Flags & TcpFlags.Ack) != 0;
        bool fin = (segment.Flags & TcpFlags.Fin) != 0;
        side.HasSyn |= syn && !ack;
        side.HasSynAck |= syn && ack;
        side.HasAck |= ack && !syn;
        SequenceNumber end = segment.SequenceNumber + (segment.PayloadLength + (syn ? 1 : 0) + (fin ? 1 : 0));
        side.End = side.Ttl == 0 ? end : SequenceNumber.Later(side.End, end);
        if (side.Ttl == 0)
        {
            side.Ttl = segment.Ttl;
        }
    }
}
