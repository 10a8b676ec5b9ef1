namespace RstKb.Capture.Flows;

/// <summary>
/// Tells a second reading of the same capture which flow of a complete table each segment belongs to. It looks the table up and changes
/// nothing in it, so it costs a fraction of counting the segments again.
/// </summary>
internal sealed class FlowCursor
{
    private readonly FlowTable table;

    // Where addresses and ports were used more than once: from the latest flow on them to the one that is being read, its number plus one.
    private readonly SeededMap<int> current = new();

    // From each flow whose addresses and ports were used again to the flow that did so.
    private readonly SeededMap<int> following = new();

    // The latest flows on addresses and ports whose next segment begins another flow, because an ICMP error quoted a SYN of another number.
    private readonly HashSet<int> split = [];

    public FlowCursor(FlowTable table)
    {
        this.table = table;

        // From the latest flow on the same ports back to the first.
        for (int i = table.Reuses.Count - 1; i >= 0; i--)
        {
            FlowReuse reuse = table.Reuses[i];
            current.GetOrAdd((ulong)table.LatestOn(reuse.Flow)) = reuse.Before + 1;
            following.GetOrAdd((ulong)reuse.Before) = reuse.Flow;
        }
    }

    /// <summary>The number of the segment's flow, or -1 where the limit of flows had left it out. Segments are to be given in the file's order.</summary>
    public int FlowOf(in SurveyedSegment segment)
    {
        int latest = table.LatestOn(segment);
        if (latest < 0)
        {
            return -1;
        }

        int flow = ReadNow(latest);
        bool isSplit = split.Count > 0 && split.Remove(latest);
        if (!isSplit && !FlowTable.IsOpening(segment.Flags))
        {
            return flow;
        }

        int next = following.GetValueOrDefault((ulong)flow);
        if (next == 0)
        {
            return isSplit || (table.Untracked > 0 && FlowTable.StartsAnew(table[flow], segment)) ? -1 : flow;
        }

        // Not by the numbers: what relative ones start from may have moved since.
        if (!isSplit && segment.Packet < table.BeganAt(next))
        {
            return flow;
        }

        current.GetOrAdd((ulong)latest) = next + 1;
        return next;
    }

    /// <summary>The number of the flow whose segment an ICMP error quotes, or -1; it also divides flows as the table does.</summary>
    public int FlowOfQuote(in SurveyedSegment quote)
    {
        int latest = table.LatestOn(quote);
        if (latest < 0)
        {
            return -1;
        }

        int flow = ReadNow(latest);
        if (table.IsSplit(quote.Packet))
        {
            split.Add(latest);
        }

        return flow;
    }

    private int ReadNow(int latest) => table[latest].IsReuse ? current.GetValueOrDefault((ulong)latest) - 1 : latest;
}
