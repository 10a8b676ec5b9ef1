namespace RstKb.Capture.Flows;

/// <summary>
/// Segments of flows that have been judged, for the flows that follow. A capture of a million short flows would otherwise leave gigabytes to
/// be collected, most of it just old enough to be moved about before. Not for several threads at once.
/// </summary>
public sealed class SpentTraces
{
    /// <summary>Segments kept, 250 bytes each: as many as the flows under examination have at a usual moment.</summary>
    private const int MostSegments = 40_000;

    private const int MostLists = 8_000;

    /// <summary>Lists of longer flows are left to the garbage collector.</summary>
    private const int LongestList = 64;

    private const int UsualSegments = 8;

    private readonly Stack<Segment> segments = new();
    private readonly Stack<List<Segment>> lists = new();

    /// <summary>Takes a trace apart that nobody will look at again.</summary>
    public void Add(FlowTrace trace)
    {
        List<Segment> list = trace.Segments;
        for (int i = list.Count - 1; i >= 0 && segments.Count < MostSegments; i--)
        {
            segments.Push(list[i]);
        }

        if (list.Capacity <= LongestList && lists.Count < MostLists)
        {
            list.Clear();
            lists.Push(list);
        }
    }

    internal Segment Segment() => segments.TryPop(out Segment? segment) ? segment : new Segment();

    internal List<Segment> Segments() => lists.TryPop(out List<Segment>? list) ? list : new List<Segment>(UsualSegments);
}
