using Microsoft.AspNetCore.Components;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Ladder;

/// <summary>A ladder as a picture that stands by itself.</summary>
public sealed partial class LadderPicture
{
    private const int Width = 1080;
    private const int Margin = 14;
    private const int Head = 78;
    private const int LaneLeft = 158;
    private const int LaneRight = 850;
    private const int LaneWidth = LaneRight - LaneLeft;
    private const double MiddleAt = LaneLeft + (LaneWidth * .46);

    // The light tokens: a document is white.
    private const string Style =
        ".C{--c:#0a5fb4}.S{--c:#0a7263}.X{--c:#bf2a1b}.W{--c:#c77700}.M{--c:#8a2c87}text{font-size:11px;fill:#12161c}.m{font-family:ui-monospace,Menlo,Consolas,monospace}"
        + ".h1{font-size:15px;font-weight:650}.end{font-weight:650;fill:var(--c)}.t{fill:#434b57}.life{stroke:var(--c);stroke-width:2}.life.M{stroke-dasharray:3 3;stroke-width:1.5}"
        + ".life.dead{stroke-dasharray:1 4}.ln{stroke:var(--c);stroke-width:1.6;fill:none}.ackl{stroke-width:1.1}.dash{stroke-dasharray:7 4}.dot{stroke-dasharray:1.5 4;stroke-linecap:round}"
        + ".thick{stroke-width:2.6}.ghost{stroke:#bf2a1b;stroke-width:1.2;stroke-dasharray:2 4}.ghostend{fill:#fff;stroke:#bf2a1b;stroke-dasharray:2 2}.bead,.hdp{fill:var(--c)}"
        + ".hdo{fill:none;stroke:var(--c);stroke-width:1.5}.bar{stroke-width:2.6}.fin{stroke-width:2.4}.cross{stroke-width:2.8;stroke-linecap:round}.cross2{stroke-width:2;stroke-linecap:round}"
        + ".gl{fill:#fff;stroke:var(--c);stroke-width:1.6}.gl.f{fill:var(--c)}.gt{font-size:9.5px;font-weight:700;fill:var(--c);text-anchor:middle}.gt.i{fill:#fff}"
        + ".stopx{stroke:#fff;stroke-width:1.9}.stopx2{stroke:#bf2a1b;stroke-width:1.6}.box{fill:#fff;stroke:#c6ccd5}.bad{fill:#fff4e1;stroke:#c77700}.red{fill:#bf2a1b}";

    [Parameter, EditorRequired] public required FlowTimeline Timeline { get; set; }

    [Parameter, EditorRequired] public required LadderModel Model { get; set; }

    /// <summary>Null for a flow that was not reset.</summary>
    [Parameter] public ResetReport? Report { get; set; }

    /// <summary>What the picture shows, in one line.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter] public bool ShowAbsolute { get; set; }

    private List<(LadderRow Row, int Y, int Height)> Placed { get; set; } = [];

    private int Height { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var y = Head;
        Placed = [];
        foreach (var row in Model.Rows)
        {
            var height = HeightOf(row);
            Placed.Add((row, y, height));
            y += height;
        }

        Height = y + Margin;
    }

    private static int HeightOf(LadderRow row) => row switch
    {
        GapRow => 46,
        CallOutRow callOuts => 8 + (18 * callOuts.CallOuts.Count),
        PacketRow => 35,
        _ => 34,
    };

    private static string? Words(LadderRow row) => row switch
    {
        GapRow gap => $"idle {Figures.Span(gap.Seconds)}{(gap.TimerSeconds is { } timer ? $", {Figures.Svg(timer)} s fits a timer" : "")}",
        RunRow run => $"{Figures.Count(run.Packets)} segments, {Figures.Bytes(run.Bytes)}, {Figures.Span(run.Seconds)}",
        MiddleRow { Middle: var middle } => $"{Figures.Count(middle.Packets)} packets, kept as figures",
        PartRow part => $"and {Figures.Count(part.Packets, "more packet", "more packets")}",
        ApplicationRow application => $"{application.Side}: {application.Text} {application.Error}",
        ErrorRow { Error: var error } => $"ICMP {error.Text}, from {error.Reporter}",
        EdgeRow edge => edge.Text,
        _ => null,
    };

    private string Label(PacketRow row)
    {
        var segment = row.Segment;
        var text = $"{Controls.Words.Flags(segment.Flags)}  seq {(ShowAbsolute ? segment.SequenceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture) : Figures.Count(segment.RelativeSequenceNumber))}";
        if ((ShowAbsolute ? segment.AcknowledgmentNumber : segment.RelativeAcknowledgmentNumber) is { } acknowledged)
        {
            text += "  ack " + (ShowAbsolute ? acknowledged.ToString(System.Globalization.CultureInfo.InvariantCulture) : Figures.Count(acknowledged));
        }

        text += segment.Length > 0 ? "  len " + Figures.Count(segment.Length) : "";
        return SegmentKinds.Chip(row.Kind, segment) is { } chip ? text + "  " + chip : text;
    }

    private static string Notes(PacketRow row) =>
        string.Join("  ", new[] { row.Evidence.Count > 0 ? "(" + string.Join(", ", row.Evidence.Take(4)) + ")" : "", row.Note ?? "" }.Where(part => part.Length > 0));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
