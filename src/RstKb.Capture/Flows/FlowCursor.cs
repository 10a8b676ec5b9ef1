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

    public FlowCursor(FlowTable table)
    {
        this.table = table;
        ReadOnlySpan<FlowSlot> slots = table.Slots;
        current = new int[slots.Length];
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
        int place = table.Find(segment, fromLow);
        if (place < 0)
        {
            return -1;
        }

        int flow = current[place];
        ref readonly FlowRecord record = ref table[flow];
        if (!FlowTable.StartsAnew(record, segment, fromLow))
        {
            return flow;
        }

        if (record.Next == 0)
        {
            return -1;
        }

        current[place] = record.Next;
        return record.Next;
    }
}
