using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Ladder;

/// <summary>What the overview strip draws: at most one tick for each end in each of 400 slices, so that its size does not grow with the flow.</summary>
public sealed class StripModel
{
    private const int MostSlices = 400;
    private const double ShareOfAGap = .04;
    private const double LeastGapSeconds = .2;

    // The least width of a strip in a window of 390 px, and from which on it counts as wide; the style sheet has the latter too.
    private const double NarrowStrip = 326;
    private const double WideStrip = 600;
    private const double PixelsOfALetter = 6;

    /// <summary>One or more packets at one place.</summary>
    public sealed record Tick(string At, bool FromClient, int Height, string Class);

    /// <summary>A silence, or the middle of a very long flow, whose packets are kept as figures; places in per cent.</summary>
    public sealed record Gap(string Left, string Width, string Middle, string Label, StripRoom Room, bool IsKeptAsFigures = false);

    /// <summary>Seconds from the left to the right edge.</summary>
    public required double Total { get; init; }

    public required IReadOnlyList<Tick> Ticks { get; init; }

    public required IReadOnlyList<Gap> Gaps { get; init; }

    /// <summary>Labels along the time, places in per cent.</summary>
    public required IReadOnlyList<(string At, string Label)> Axis { get; init; }

    /// <summary>Where the first RST stands in per cent, or null.</summary>
    public string? ResetAt { get; init; }

    /// <summary>Makes the strip of a flow.</summary>
    public static StripModel Of(FlowTimeline timeline)
    {
        var segments = timeline.Segments;
        var last = segments.Count == 0 ? 0 : segments.Max(segment => segment.OffsetNanoseconds) / 1e9;
        var total = Math.Max(last * 1.015, 1e-6);
        var ticks = new Dictionary<(int Slice, bool FromClient), Tick>();
        var gaps = new List<Gap>();
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var share = Share(segment, total);
            var isReset = SegmentKinds.HasFlag(segment, "RST");
            var fromClient = segment.From == "client";
            var tick = new Tick(Figures.Svg(share * 100), fromClient, segment.Length > 0 ? 13 : 7, isReset ? "X" : LadderStyle.Side(segment.From));
            var key = ((int)(share * MostSlices), fromClient);
            if (!ticks.TryGetValue(key, out var there) || isReset || (there.Class != "X" && there.Height < tick.Height))
            {
                ticks[key] = tick;
            }

            if (i > 0 && share - Share(segments[i - 1], total) is var width && width > ShareOfAGap && width * total >= LeastGapSeconds)
            {
                var left = Share(segments[i - 1], total);
                var isMiddle = timeline.Middle?.AfterIndex == i;
                var label = isMiddle ? Figures.Count(timeline.Middle!.Packets, "packet", "packets") : "idle " + Figures.Span(width * total);
                gaps.Add(new(Figures.Svg(left * 100), Figures.Svg(width * 100), Figures.Svg((left + width / 2) * 100), label, RoomFor(label, width), isMiddle));
            }
        }

        var reset = segments.FirstOrDefault(segment => segment.IsTheReset);
        return new StripModel
        {
            Total = total,
            Ticks = ticks.Values.ToList(),
            Gaps = gaps,
            Axis = Labels(last, total),
            ResetAt = reset is null ? null : Figures.Svg(Share(reset, total) * 100),
        };
    }

    private static StripRoom RoomFor(string label, double width)
    {
        var needed = (label.Length * PixelsOfALetter) + 12;
        return width * NarrowStrip >= needed ? StripRoom.Everywhere : width * WideStrip >= needed ? StripRoom.Wide : StripRoom.None;
    }

    private static double Share(TimelineSegment segment, double total) => Math.Clamp(segment.OffsetNanoseconds / 1e9 / total, 0, 1);

    // Steps of 1, 2 or 5 times a power of ten, four to seven of them, and the end itself.
    private static List<(string At, string Label)> Labels(double last, double total)
    {
        if (last <= 0)
        {
            return [("0", "0 s")];
        }

        var (factor, unit) = last >= 1 ? (1.0, "s") : last >= .001 ? (1e3, "ms") : (1e6, "µs");
        var power = Math.Pow(10, Math.Floor(Math.Log10(last / 5)));
        var step = new[] { 1, 2, 5, 10 }.Select(times => times * power).First(candidate => last / candidate <= 7);
        var end = last * factor;
        var ending = $"{Figures.Svg(Math.Round(end, end >= 100 ? 0 : end >= 10 ? 1 : 2))} {unit}";
        var labels = new List<(string, string)> { ("0", $"0 {unit}") };
        for (var i = 1; i * step < last; i++)
        {
            // Half of it and the whole of the last one, which stands before the end, have to find room.
            var label = Figures.Svg(i * step * factor);
            if ((last - (i * step)) / total * NarrowStrip >= (((label.Length / 2.0) + ending.Length) * PixelsOfALetter) + 4)
            {
                labels.Add((Figures.Svg(i * step / total * 100), label));
            }
        }

        labels.Add(("100", ending));
        return labels;
    }
}
