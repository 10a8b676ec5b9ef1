using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Ladder;

/// <summary>The rows of a ladder, made from a flow's packets and from what was said of it. It draws nothing and asks nobody.</summary>
public sealed class LadderModel
{
    // A silence becomes a gap where it lasts at least this long and at least this many round trips.
    internal const double LeastGapSeconds = .2;
    private const double LeastGapRoundTrips = 20;

    // A path that changes adds or takes a hop or two.
    private const int RouteChange = 2;

    private const int SlicesOfRun = 16;
    private const int MostCallOuts = 3;

    // Defaults that are met often; a mark is drawn only where the report found a timer that fits.
    private static readonly double[] CommonTimers = [30, 60, 75, 90, 100, 120, 180, 230, 240, 300, 350, 360, 400, 600, 900, 1200, 1800, 3600, 7200];

    private readonly FlowTimeline timeline;
    private readonly ResetReport? report;
    private readonly List<LadderRow> rows = [];

    private LadderModel(FlowTimeline timeline, ResetReport? report) => (this.timeline, this.report) = (timeline, report);

    /// <summary>The rows from top to bottom.</summary>
    public IReadOnlyList<LadderRow> Rows => rows;

    /// <summary>The evidence with its numbers.</summary>
    public NumberedEvidence Evidence { get; private init; } = null!;

    /// <summary>True where a device between the ends is drawn with a lifeline of its own: it forged the reset.</summary>
    public bool HasMiddle { get; private init; }

    /// <summary>True where something was folded or opened, so that a switch between key packets and all packets makes sense.</summary>
    public bool HasRuns { get; private set; }

    /// <summary>Makes the rows; of a flow that was not reset, there is no report.</summary>
    public static LadderModel Build(FlowTimeline timeline, ResetReport? report, LadderOptions options)
    {
        var model = new LadderModel(timeline, report) { Evidence = report is null ? NumberedEvidence.None : NumberedEvidence.Of(report), HasMiddle = report is not null && HasForger(timeline, report) };
        model.Fill(options);
        LadderPart.Cut(model.rows, options.Around ?? report?.Reset.Packet ?? 0, options.MostRows);
        return model;
    }

    private void Fill(LadderOptions options)
    {
        var segments = timeline.Segments;
        var gaps = Gaps();
        var evidencePackets = (report?.Evidence ?? []).SelectMany(evidence => evidence.Packets).ToHashSet();
        var folding = new LadderFolding(timeline, evidencePackets, gaps, options.Reach);
        AddStart();
        var errors = 0;
        for (var i = 0; i < segments.Count;)
        {
            AddErrors(ref errors, i);
            if (timeline.Middle is { } middle && middle.AfterIndex == i)
            {
                rows.Add(new MiddleRow(middle));
            }
            else if (gaps[i])
            {
                var seconds = SincePrevious(i)!.Value;
                rows.Add(new GapRow(seconds, Timer(seconds)));
            }

            var length = folding.RunAt(i);
            if (length == 0)
            {
                AddMissing(i);
                AddPacket(i++);
                continue;
            }

            HasRuns = true;
            var run = Run(i, length, options);
            if (!options.ShowAll)
            {
                rows.Add(run);
            }

            for (var end = i + length; i < end; i++)
            {
                if (options.ShowAll || run.IsOpen)
                {
                    AddPacket(i);
                }
            }
        }

        AddErrors(ref errors, segments.Count);
        if (options.BreaksOff && segments.Count > 0 && IsOpenAtTheEnd(segments))
        {
            rows.Add(new EdgeRow("The capture breaks off here: how this connection went on is not in it"));
        }
    }

    private static bool IsOpenAtTheEnd(IReadOnlyList<TimelineSegment> segments) =>
        !segments.Any(segment => SegmentKinds.HasFlag(segment, "RST"))
        && segments.Where(segment => SegmentKinds.HasFlag(segment, "FIN")).Select(segment => segment.From).Distinct().Count() < 2;

    // What the capture did not hold is told by the numbers of what it did hold.
    private void AddMissing(int index)
    {
        var segment = timeline.Segments[index];
        if (!segment.Tags.Any(tag => tag.Contains("Previous segment", StringComparison.OrdinalIgnoreCase)) || timeline.Middle?.AfterIndex == index)
        {
            return;
        }

        var before = timeline.Segments.Take(index).Where(other => other.From == segment.From).ToList();
        var missing = before.Count == 0 ? 0 : segment.RelativeSequenceNumber - before.Max(other => (long)other.RelativeSequenceNumber + other.Length);
        rows.Add(new EdgeRow(missing > 0
            ? $"{Figures.Bytes(missing)} of the {segment.From} are missing here: lost, or not captured"
            : $"A segment of the {segment.From} is missing here: lost, or not captured"));
    }

    // Errors inside a run stand behind it.
    private void AddErrors(ref int next, int index)
    {
        var before = index < timeline.Segments.Count ? timeline.Segments[index].Packet : long.MaxValue;
        for (; next < timeline.Errors.Count && timeline.Errors[next].Packet < before; next++)
        {
            var error = timeline.Errors[next];
            var previous = index - 1;
            while (previous >= 0 && timeline.Segments[previous].Packet > error.Packet)
            {
                previous--;
            }

            double? since = previous < 0 ? null : (error.OffsetNanoseconds - timeline.Segments[previous].OffsetNanoseconds) / 1e9;
            rows.Add(new ErrorRow(error, since, Evidence.NumbersOf(error.Packet)));
        }
    }

    private void AddStart()
    {
        if (timeline.Segments.Count > 0 && !SegmentKinds.HasFlag(timeline.Segments[0], "SYN"))
        {
            rows.Add(new EdgeRow(report?.Reset.Stage == "unseen"
                ? "Nothing of this connection before the reset is in the capture"
                : "The capture starts in the middle of this connection: no SYN was seen"));
        }
    }

    private void AddPacket(int index)
    {
        var segment = timeline.Segments[index];
        rows.Add(new PacketRow(segment, SegmentKinds.Of(segment), SincePrevious(index), Evidence.NumbersOf(segment.Packet), Note(segment, index), IsForged(segment)));
        if (!segment.IsTheReset)
        {
            return;
        }

        var callOuts = Evidence.All.Where(item => item.Evidence.Packets.Contains(segment.Packet)).Take(MostCallOuts)
            .Select(item => new CallOut(item.Number, EvidenceTitle.Of(item.Evidence.Code), CallOut.Shortened(item.Evidence.Text))).ToList();
        if (callOuts.Count > 0)
        {
            rows.Add(new CallOutRow(callOuts));
        }

        if (report is not null && ApplicationView.After(report) is { } application)
        {
            rows.Add(application);
        }
    }

    private bool[] Gaps()
    {
        var gaps = new bool[timeline.Segments.Count];
        var least = Math.Max(LeastGapSeconds, LeastGapRoundTrips * RoundTripSeconds());
        for (var i = 1; i < gaps.Length; i++)
        {
            gaps[i] = SincePrevious(i) >= least && timeline.Middle?.AfterIndex != i;
        }

        return gaps;
    }

    // From the SYN to the ACK that ends the handshake: one whole round trip wherever the capture was made.
    private double RoundTripSeconds()
    {
        var segments = timeline.Segments;
        return segments.Count > 2 && segments[0].From == "client" && segments[1].From == "server" && segments[2].From == "client"
            && SegmentKinds.HasFlag(segments[0], "SYN") && SegmentKinds.HasFlag(segments[1], "SYN")
            ? Math.Max(0, (segments[2].OffsetNanoseconds - segments[0].OffsetNanoseconds) / 1e9)
            : 0;
    }

    private double? SincePrevious(int index) =>
        index == 0 ? null : (timeline.Segments[index].OffsetNanoseconds - timeline.Segments[index - 1].OffsetNanoseconds) / 1e9;

    private RunRow Run(int start, int length, LadderOptions options)
    {
        var part = timeline.Segments.Skip(start).Take(length).ToList();
        var (first, last) = (part[0], part[^1]);
        var span = Math.Max(1, last.OffsetNanoseconds - first.OffsetNanoseconds);
        var slices = new double[SlicesOfRun];
        long toServer = 0, toClient = 0;
        foreach (var segment in part)
        {
            var slice = (int)Math.Clamp((segment.OffsetNanoseconds - first.OffsetNanoseconds) * SlicesOfRun / span, 0, SlicesOfRun - 1);
            slices[slice] += segment.Length;
            toServer += segment.From == "client" ? segment.Length : 0;
            toClient += segment.From == "client" ? 0 : segment.Length;
        }

        var run = new RunRow(first.Packet, last.Packet, length, toServer > toClient ? "client" : "server", toServer + toClient, span / 1e9, slices, false,
            part.Count(segment => SegmentKinds.HasFlag(segment, "RST")), part.Count(segment => SegmentKinds.Of(segment) == SegmentKind.Retransmission));

        // A link to a folded packet opens the run that holds it.
        return run with { IsOpen = options.OpenRuns.Contains(run.Key) || part.Exists(segment => segment.Packet == options.Around) };
    }

    private string? Note(TimelineSegment segment, int index)
    {
        if (segment.IsTheReset)
        {
            return "The reset";
        }

        var goesOn = HasMiddle && segment.From == report?.Reset.From && segment.Length > 0
            && index > LadderFolding.ResetIndex(timeline.Segments) && SegmentKinds.Of(segment) == SegmentKind.Data;
        return segment.Content ?? (goesOn ? "still answering" : segment.Tags.FirstOrDefault(IsWorthANote));
    }

    // Tags that the drawing does not show already.
    private static bool IsWorthANote(string tag) =>
        tag.Contains("unseen", StringComparison.OrdinalIgnoreCase)
        || tag.Contains("reused", StringComparison.OrdinalIgnoreCase) || tag.Contains("Window Full", StringComparison.OrdinalIgnoreCase)
        || tag.Contains("Spurious", StringComparison.OrdinalIgnoreCase);

    private double? Timer(double gapSeconds)
    {
        if (report?.IdleTimer is not { } timer || Math.Abs(timer.Seconds - gapSeconds) > .02 * gapSeconds)
        {
            return null;
        }

        return timer.Matches.Count == 0 ? null : CommonTimers.Where(seconds => seconds <= gapSeconds && seconds > .9 * gapSeconds).Cast<double?>().LastOrDefault();
    }

    private bool IsForged(TimelineSegment segment) =>
        HasMiddle && SegmentKinds.HasFlag(segment, "RST")
        && (segment.IsTheReset || (segment.From == report?.Reset.From && UsualTtl(timeline, segment.From) is { } usual && Math.Abs(segment.Ttl - usual) > RouteChange));

    private static int? UsualTtl(FlowTimeline timeline, string side) => side == "client" ? timeline.ClientTtl : timeline.ServerTtl;

    // A load balancer that ends the connection itself owns the address in the reset: it is an end, not something in between.
    private static bool HasForger(FlowTimeline timeline, ResetReport report)
    {
        if (report.Verdict.SentBy != "middlebox")
        {
            return false;
        }

        var reset = timeline.Segments.FirstOrDefault(segment => segment.IsTheReset);
        return reset is not null && !(report.Verdict.Cause == "idle-timeout-middlebox" && reset.Ttl == UsualTtl(timeline, reset.From));
    }
}
