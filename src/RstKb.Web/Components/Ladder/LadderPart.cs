namespace RstKb.Web.Components.Ladder;

/// <summary>Keeps a page small: of more rows than a browser scrolls smoothly, those around one packet stay and rows in their place lead to the others.</summary>
internal static class LadderPart
{
    /// <summary>Rows on one page.</summary>
    public const int MostRows = 500;

    /// <summary>Cuts the rows that do not fit.</summary>
    public static void Cut(List<LadderRow> rows, long around, int most = MostRows)
    {
        if (rows.Count <= most)
        {
            return;
        }

        var middle = Math.Max(0, rows.FindIndex(row => row is PacketRow packet && packet.Segment.Packet >= around));
        var start = Math.Clamp(middle - (most * 2 / 3), 0, rows.Count - most);
        var end = start + most;
        var later = Part(rows.GetRange(end, rows.Count - end));
        var earlier = Part(rows.GetRange(0, start));
        rows.RemoveRange(end, rows.Count - end);
        rows.RemoveRange(0, start);
        if (earlier is not null)
        {
            rows.Insert(0, earlier);
        }

        if (later is not null)
        {
            rows.Add(later);
        }
    }

    private static PartRow? Part(List<LadderRow> rows)
    {
        var packets = rows.OfType<PacketRow>().ToList();
        var count = packets.Count + rows.OfType<RunRow>().Where(run => !run.IsOpen).Sum(run => run.Packets);
        return packets.Count == 0 ? null : new PartRow(count, packets[packets.Count / 2].Segment.Packet);
    }
}
