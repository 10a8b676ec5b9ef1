using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Ladder;

/// <summary>Decides which packets have a row of their own and which are folded into runs.</summary>
internal sealed class LadderFolding
{
    /// <summary>Packets at the head of a flow that are shown.</summary>
    public const int Head = 20;

    /// <summary>Packets before the reset that are shown.</summary>
    public const int BeforeReset = 50;

    /// <summary>Packets after the reset that are shown.</summary>
    public const int AfterReset = 40;

    /// <summary>Fewer plain packets than this in a row are not worth folding.</summary>
    public const int LeastRun = 3;

    // A bulk transfer is folded even at the head and before the reset: fifty equal rows would only push the reset off the screen.
    private const int LeastBulk = 10;

    private readonly IReadOnlyList<TimelineSegment> segments;
    private readonly bool[] foldable;
    private readonly LadderReach reach;

    public LadderFolding(FlowTimeline timeline, IReadOnlySet<long> evidencePackets, IReadOnlyList<bool> silenceBefore, LadderReach? reach = null)
    {
        this.reach = reach ?? LadderReach.Page;
        segments = timeline.Segments;
        foldable = new bool[segments.Count];
        var reset = ResetIndex(segments);
        var answers = FirstRequestAndAnswer();
        var plain = new bool[segments.Count];
        for (var i = 0; i < segments.Count; i++)
        {
            plain[i] = i > 2 && i < reset && IsPlain(segments[i]) && !evidencePackets.Contains(segments[i].Packet) && !answers.Contains(i)
                && !silenceBefore[i] && !(i + 1 < segments.Count && silenceBefore[i + 1]);
        }

        for (var i = this.reach.Head; i < reset - this.reach.BeforeReset; i++)
        {
            foldable[i] = plain[i];
        }

        MarkBulk(plain);
        MarkAftermath(reset, evidencePackets, silenceBefore);
        Breaks = [];
        if (timeline.Middle is { } middle)
        {
            Breaks.Add(middle.AfterIndex);
        }

        // An ICMP error that is evidence stands where it happened, not behind the packets that were sent around it.
        foreach (var error in timeline.Errors.Where(error => evidencePackets.Contains(error.Packet)))
        {
            var next = 0;
            while (next < segments.Count && segments[next].Packet < error.Packet)
            {
                next++;
            }

            Breaks.Add(next);
        }
    }

    /// <summary>Indexes before which a run must end because something else stands there.</summary>
    private HashSet<int> Breaks { get; }

    /// <summary>Where the flow's first RST stands, or the count of segments where there is none.</summary>
    public static int ResetIndex(IReadOnlyList<TimelineSegment> segments)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].IsTheReset)
            {
                return i;
            }
        }

        return segments.Count;
    }

    /// <summary>How many packets from an index on make one run; 0 where the packet has a row of its own.</summary>
    public int RunAt(int index)
    {
        var end = index;
        while (end < segments.Count && foldable[end] && (end == index || !Breaks.Contains(end)))
        {
            end++;
        }

        return end - index >= LeastRun ? end - index : 0;
    }

    // After the reset everything is shown, until it repeats itself: a sender that does not listen draws a RST for each of its segments.
    private void MarkAftermath(int reset, IReadOnlySet<long> evidencePackets, IReadOnlyList<bool> silenceBefore)
    {
        for (var i = reset + reach.AfterReset; i < segments.Count - 1; i++)
        {
            foldable[i] = SegmentKinds.Of(segments[i]) is SegmentKind.LaterReset or SegmentKind.Data or SegmentKind.Ack or SegmentKind.Retransmission
                && !evidencePackets.Contains(segments[i].Packet) && !silenceBefore[i];
        }
    }

    // Alerts and handshakes of TLS are worth a row wherever they stand; the hundredth request on a connection is not.
    private static bool IsPlain(TimelineSegment segment) =>
        segment.Tags.Count == 0 && SegmentKinds.Of(segment) is SegmentKind.Data or SegmentKind.Ack
        && (segment.Content is not { } content || content == "TLS data" || !content.StartsWith("TLS", StringComparison.Ordinal));

    private HashSet<int> FirstRequestAndAnswer()
    {
        var found = new HashSet<int>();
        var sides = new HashSet<string>();
        for (var i = 0; i < segments.Count && sides.Count < 2; i++)
        {
            if (segments[i].Length > 0 && sides.Add(segments[i].From))
            {
                found.Add(i);
            }
        }

        return found;
    }

    // Ten or more plain packets in a row of which only one end sends data; the last two stay, so that the reset's neighbours are seen.
    private void MarkBulk(bool[] plain)
    {
        for (var start = 0; start < plain.Length;)
        {
            var end = start;
            string? sender = null;
            while (end < plain.Length && plain[end] && (segments[end].Length == 0 || sender is null || segments[end].From == sender))
            {
                sender ??= segments[end].Length > 0 ? segments[end].From : null;
                end++;
            }

            if (end - start >= LeastBulk)
            {
                Array.Fill(foldable, true, start, end - start - 2);
            }

            start = Math.Max(end, start + 1);
        }
    }
}
