using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Ladder;

/// <summary>One packet as one row: number, time, arrow with its label, notes.</summary>
public sealed partial class PacketLine
{
    /// <summary>Evidence numbers that fit beside a note; the verdict has them all.</summary>
    private const int MostNumbers = 4;

    [Parameter, EditorRequired] public required PacketRow Row { get; set; }

    /// <summary>What the time column shows; seconds since the start where it is null.</summary>
    [Parameter] public string? TimeText { get; set; }

    /// <summary>Seconds since the start, where the time column shows something else.</summary>
    [Parameter] public string? At { get; set; }

    [Parameter] public bool IsSelected { get; set; }

    [Parameter] public bool ShowAbsolute { get; set; }

    /// <summary>What the packet panel shows when this row is chosen; see PacketDetails.</summary>
    [Parameter] public string? Detail { get; set; }

    private TimelineSegment Segment => Row.Segment;

    private string Receiver => LadderStyle.Receiver(Segment.From);

    private string Classes => $"r pk {LadderStyle.Side(Segment.From)}{(Row.Kind == SegmentKind.Reset ? " rstrow" : "")}{(IsSelected ? " on" : "")}";

    // The row itself has its sender's colour.
    private string? Colour => LadderStyle.Colour(Row.Kind, Segment.From) is var colour && colour == LadderStyle.Side(Segment.From) ? null : colour;

    private bool IsSyn => SegmentKinds.HasFlag(Segment, "SYN");

    private string Window => IsSyn || Segment.Window == 0 ? Figures.Count(Segment.Window)
        : Segment.ScaledWindow is { } scaled ? Figures.Count(scaled)
        : Segment.Window + "?";

    private string? WindowExplained => IsSyn ? "not scaled in a SYN"
        : Segment.ScaledWindow is not { } scaled ? "raw value, the scale is unknown because the SYN is missing"
        : Segment.Window > 0 && scaled > Segment.Window ? $"raw {Segment.Window}, times {scaled / Segment.Window}"
        : null;

    private string Number(uint relative, uint absolute) => ShowAbsolute ? absolute.ToString(CultureInfo.InvariantCulture) : Figures.Count(relative);

    private string Spoken
    {
        get
        {
            var sender = Row.IsForged ? $"an inferred device in the name of the {Segment.From}" : Segment.From;
            var tags = Segment.Tags.Count == 0 ? "" : ", " + string.Join(", ", Segment.Tags);
            var note = Row.Note is null ? "" : ". " + Row.Note;
            return $"Packet {Segment.Packet}, {Figures.Seconds(Segment.OffsetNanoseconds)} seconds, from {sender}: {Words.Flags(Segment.Flags)}, "
                + $"sequence {Segment.RelativeSequenceNumber}, {Segment.Length} bytes{tags}{note}";
        }
    }
}
