using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Capture;
using RstKb.Cases.Flows;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Case;

/// <summary>The resets of a case over time.</summary>
public sealed partial class ResetsOverTime
{
    private const double Floor = 162;
    private const double Tall = 122;
    private const double ShareOfAShortSpan = .4;

    // Places from left to right are per cent of the width.
    private const double Width = 100;
    private const double Step = Width / ResetHistogram.BarCount;
    private static readonly string BarWidth = Percent(Step * .82);

    [Inject] private CauseTitles Titles { get; set; } = null!;

    [Parameter, EditorRequired] public required ResetHistogram Histogram { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ResetGroup> Groups { get; set; }

    [Parameter, EditorRequired] public required CaseQuery Query { get; set; }

    [Parameter, EditorRequired] public required string Root { get; set; }

    private int Highest => Math.Max(1, Histogram.Bars.Max(bar => bar.Total));

    private double Scale => Tall / (Highest * 1.03);

    // Steps of 1, 2 or 5 times a power of ten; whole resets only.
    private IEnumerable<int> Lines
    {
        get
        {
            var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, Highest / 3.0))));
            var step = Math.Max(1, (int)new[] { 1, 2, 5, 10 }.Select(times => times * power).First(candidate => Highest / candidate <= 5));
            for (var value = step; value <= Highest; value += step)
            {
                yield return value;
            }
        }
    }

    /// <summary>Nine moments; a narrow window shows the first, the middle and the last, a wider one every second.</summary>
    private IEnumerable<(string At, string Label, string Anchor, string? Rank)> Times
    {
        get
        {
            var total = Histogram.BarNanoseconds * ResetHistogram.BarCount / 1e9;
            var format = total >= 3 * 86400 ? "d MMM" : total >= 600 ? "HH:mm" : total >= 10 ? "HH:mm:ss" : "HH:mm:ss.fff";
            for (var part = 0; part <= 8; part++)
            {
                var label = Figures.Parse(Histogram.StartOf(part * ResetHistogram.BarCount / 8).ToString())?.ToString(format, CultureInfo.InvariantCulture) ?? "";
                yield return (Percent(part * Width / 8), part == 8 ? label + " UTC" : label, part switch { 0 => "start", 8 => "end", _ => "middle" }, (part % 4) switch { 0 => null, 2 => "second", _ => total < 10 ? "third long" : "third" });
            }
        }
    }

    private (double Left, double Right)? Brush => Query.From is null && Query.To is null ? null : (At(Query.From, 0), At(Query.To, Width));

    private static (string End, string Name, double Place, int Bar)[] Handles((double Left, double Right) brush) =>
        [("from", "Start", brush.Left, (int)Math.Round(brush.Left / Step)), ("to", "End", brush.Right, (int)Math.Round(brush.Right / Step))];

    // A group that keeps to a part of the time is named above its span.
    private (double Left, double Right, string Name)? Bracket
    {
        get
        {
            var total = Histogram.Bars.Sum(bar => bar.Total);
            foreach (var group in Groups.Where(group => group.Harmful > 1 && group.Flows * 20 >= total && group.Flows < total && group.Cause is not null))
            {
                var (left, right) = (At(group.FirstResetAt, 0), At(group.LastResetAt, Width) + Step);
                if (right - left < ShareOfAShortSpan * Width)
                {
                    return (left, right, $"{Titles.Of(group.Cause)}, {GroupWords.Servers(group, isAlone: true)}");
                }
            }

            return null;
        }
    }

    private double At(CaptureTime? time, double absent) =>
        time is not { } at ? absent : Math.Clamp((double)at.NanosecondsSince(Histogram.Start) / Histogram.BarNanoseconds * Step, 0, Width);

    private static string Percent(double place) => Figures.Svg(place) + "%";

    private string Y(int resets) => Figures.Svg(Floor - (resets * Scale));

    private string Height(int resets) => Figures.Svg(resets == 0 ? 0 : Math.Max(.8, resets * Scale));
}
