using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Tells a second reading of the same capture which flow of a complete table each segment belongs to. It looks the table up and changes
/// nothing in it, so it costs a fraction of counting the segments again.
/// </summary>
internal sealed class FlowCursor
{
    private readonly FlowTable table;

    // For each place of the table the flow that is being read there.
    private readonly int[] current;

    // Places whose next segment begins another flow because an ICMP error quoted a SYN of another number.
    private readonly HashSet<int> split = [];

    public FlowCursor(FlowTable table)
    {
        this.table = table;
        ReadOnlySpan<FlowSlot> slots = table.Slots;
        current = new int[slots.Length];
        LargePages.AskFor(current);
        for (int i = 0; i < current.Length; i++)
        {
            current[i] = slots[i].Flow;
        }

        // From the latest flow on the same ports back to the first.
        for (int i = table.Reuses.Count - 1; i >= 0; i--)
        {
            FlowReuse reuse = table.Reuses[i];
            current[table.PlaceOf(reuse.Flow)] = reuse.Before;
        }
    }

    /// <summary>The number of the segment's flow, or -1 where the limit of flows had left it out. Segments are to be given in the file's order.</summary>
    public int FlowOf(in DecodedSegment segment, bool fromLow)
    {
        int place = table.Find(segment);
        if (place < 0)
        {
            return -1;
        }

        int flow = current[place];
        ref readonly FlowRecord record = ref table[flow];
        bool startsAnew = FlowTable.StartsAnew(record, segment.Flags, segment.SequenceNumber, fromLow) || split.Count > 0 && split.Contains(place);
        if (!startsAnew)
        {
            return flow;
        }

        split.Remove(place);

        if (record.Next == 0)
        {
            return -1;
        }

        current[place] = record.Next;
        return record.Next;
    }

    /// <summary>The number of the flow whose segment an ICMP error quotes, or -1; it also divides flows as <see cref="FlowTable.AddQuote"/> does.</summary>
    public int FlowOfQuote(in IcmpError error, long packet)
    {
        DecodedSegment segment = error.AsSegment();
        int place = table.Find(segment);
        if (place < 0)
        {
            return -1;
        }

        int flow = current[place];
        if (table.IsSplit(packet))
        {
            split.Add(place);
        }

        return flow;
    }
}
