using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>Sequence numbers of one direction over time, with long silences cut out of the axis.</summary>
public sealed class SequencePlotModel
{
    /// <summary>Left and right edge of the drawing.</summary>
    public const double Left = 62, Right = 862;

    /// <summary>Upper and lower edge.</summary>
    public const double Top = 20, Bottom = 196;

    private const double CutWidth = 44;

    // Half of the words below a cut, which must not leave the drawing.
    private const double MostOfACutsWords = 48;
    private const int MostMarks = 600;

    /// <summary>A data segment as a vertical bar; <c>IsAgain</c> marks a retransmission.</summary>
    public sealed record Bar(string X, string From, string To, bool IsAgain);

    /// <summary>A reset.</summary>
    public sealed record Cross(string X, string Y, long Packet, bool IsTheReset, bool IsFarRight);

    /// <summary>A silence that is cut out.</summary>
    public sealed record Cut(string X, string Middle, string Label);

    public required IReadOnlyList<Bar> Bars { get; init; }

    public required IReadOnlyList<Cross> Crosses { get; init; }

    public required IReadOnlyList<Cut> Cuts { get; init; }

    /// <summary>The path of what the other end acknowledged; empty where nothing was.</summary>
    public required string Acknowledged { get; init; }

    /// <summary>The path of how far the other end would have taken data: what it acknowledged and its window above; empty where the window's scale is unknown.</summary>
    public required string Window { get; init; }

    /// <summary>True where the window ends above the drawing at times: it is often many times what was sent, and would leave no room for the data.</summary>
    public required bool IsWindowBeyond { get; init; }

    /// <summary>Grid lines: place and label.</summary>
    public required IReadOnlyList<(string Y, string Label)> Grid { get; init; }

    public required string Length { get; init; }

    /// <summary>The plot of one direction, or null where no byte went that way.</summary>
    public static SequencePlotModel? Of(FlowTimeline timeline, string from)
    {
        var data = timeline.Segments.Where(segment => segment.From == from && segment.Length > 0).ToList();
        if (data.Count == 0)
        {
            return null;
        }

        var times = new TimeAxis(timeline);
        var highest = Math.Max(1.0, data.Max(segment => (double)segment.RelativeSequenceNumber + segment.Length));
        var ceiling = highest * 1.06;
        string Y(double number) => Figures.Svg(Bottom - (Math.Clamp(number, 0, ceiling) / ceiling * (Bottom - Top)));
        var step = Math.Max(1, data.Count / MostMarks);
        var acknowledgements = timeline.Segments.Where(segment => segment.From != from && segment.RelativeAcknowledgmentNumber is not null
            && !SegmentKinds.HasFlag(segment, "RST") && segment.RelativeAcknowledgmentNumber <= highest + 1).ToList();
        var path = "";
        var window = new WindowLine();
        foreach (var segment in acknowledgements.Where((_, index) => index % Math.Max(1, acknowledgements.Count / MostMarks) == 0))
        {
            var (x, y) = (Figures.Svg(times.X(segment)), Y(segment.RelativeAcknowledgmentNumber!.Value));
            path += path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}";
            if (segment.ScaledWindow is { } room)
            {
                var end = (double)segment.RelativeAcknowledgmentNumber.Value + room;
                window.To(x, end > ceiling ? null : Y(end));
            }
        }

        return new SequencePlotModel
        {
            Bars = data.Where((segment, index) => index % step == 0 || SegmentKinds.Of(segment) == SegmentKind.Retransmission).Take(2 * MostMarks)
                .Select(segment => new Bar(Figures.Svg(times.X(segment)), Y(segment.RelativeSequenceNumber), Y((double)segment.RelativeSequenceNumber + segment.Length), SegmentKinds.Of(segment) == SegmentKind.Retransmission)).ToList(),
            Crosses = timeline.Segments.Where(segment => segment.From == from && SegmentKinds.HasFlag(segment, "RST")).Take(50)
                .Select(segment => new Cross(Figures.Svg(times.X(segment)), Y(segment.RelativeSequenceNumber), segment.Packet, segment.IsTheReset, times.X(segment) > 640)).ToList(),
            Cuts = times.Cuts,
            Acknowledged = path.Length == 0 ? "" : path + "H" + Figures.Svg(Right),
            IsWindowBeyond = window.LeavesTheDrawing,
            Window = window.UpTo(Right),
            Grid = Lines(highest).Select(number => (Y(number), Label(number, highest))).ToList(),
            Length = Figures.Span(times.Total),
        };
    }

    // What is longer than a million in full has no room beside the drawing.
    private static string Label(double bytes, double highest) =>
        highest < 1e6 ? Figures.Count((long)bytes) : bytes == 0 ? "0" : (bytes / 1e6).ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture) + " MB";

    private static IEnumerable<double> Lines(double highest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, highest / 3))));
        var step = Math.Max(1, new[] { 1, 2, 5, 10 }.Select(times => times * power).First(candidate => highest / candidate <= 4.5));
        for (var number = 0.0; number <= highest; number += step)
        {
            yield return number;
        }
    }

    // Its stretches above the drawing are left out, so that its upper edge is not taken for the window.
    private sealed class WindowLine
    {
        private string path = "";
        private bool isDrawing;

        public bool LeavesTheDrawing { get; private set; }

        public void To(string x, string? y)
        {
            LeavesTheDrawing |= y is null;
            if (isDrawing)
            {
                path += $"H{x}V{y ?? Figures.Svg(Top)}";
            }
            else if (y is not null)
            {
                path += path.Length == 0 && !LeavesTheDrawing ? $"M{x} {y}" : $"M{x} {Figures.Svg(Top)}V{y}";
            }

            isDrawing = y is not null;
        }

        public string UpTo(double right) => isDrawing ? path + "H" + Figures.Svg(right) : path;
    }

    // Silences of more than a quarter of the whole get a fixed width, so that what happens around them can be seen.
    private sealed class TimeAxis
    {
        private readonly List<(double Start, double End)> silences = [];
        private readonly double perSecond;

        public TimeAxis(FlowTimeline timeline)
        {
            var times = timeline.Segments.Select(Seconds).Order().ToList();
            Total = Math.Max(1e-6, times[^1]);
            for (var i = 1; i < times.Count && silences.Count < 5; i++)
            {
                if (times[i] - times[i - 1] > Math.Max(.25 * Total, .05))
                {
                    silences.Add((times[i - 1], times[i]));
                }
            }

            var busy = Math.Max(1e-6, Total - silences.Sum(silence => silence.End - silence.Start));
            perSecond = (Right - Left - 12 - (silences.Count * CutWidth)) / busy;
            Cuts = silences.Select(silence => new Cut(Figures.Svg(At(silence.Start) + 4), Figures.Svg(Math.Min(At(silence.Start) + (CutWidth / 2), Right - MostOfACutsWords)), Figures.Span(silence.End - silence.Start) + " cut out")).ToList();
        }

        public double Total { get; }

        public IReadOnlyList<Cut> Cuts { get; }

        public double X(TimelineSegment segment) => At(Seconds(segment));

        private static double Seconds(TimelineSegment segment) => Math.Max(0, segment.OffsetNanoseconds / 1e9);

        private double At(double time)
        {
            var x = Left + 6;
            var from = 0.0;
            foreach (var (start, end) in silences.Where(silence => silence.End <= time))
            {
                x += ((start - from) * perSecond) + CutWidth;
                from = end;
            }

            return Math.Min(Right, x + ((time - from) * perSecond));
        }
    }
}
