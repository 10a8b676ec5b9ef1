using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Flow;

namespace RstKb.Web.Components.Ladder;

/// <summary>The ladder: client on the left, server on the right, one packet a row.</summary>
public sealed partial class LadderView
{
    // From so many rows on, those out of sight are not laid out.
    private const int LongLadder = 150;

    [Parameter, EditorRequired] public required FlowTimeline Timeline { get; set; }

    [Parameter, EditorRequired] public required LadderModel Model { get; set; }

    [Parameter] public ResetReport? Report { get; set; }

    /// <summary>Number of the packet that is chosen.</summary>
    [Parameter] public long Selected { get; set; }

    [Parameter] public bool ShowAbsolute { get; set; }

    /// <summary>What the time column shows.</summary>
    [Parameter] public FlowTime Time { get; set; }

    /// <summary>What stands over the time column instead of its plain name.</summary>
    [Parameter] public RenderFragment? TimeHead { get; set; }

    /// <summary>The address that shows the packets around one.</summary>
    [Parameter] public Func<long, string>? PartHref { get; set; }

    /// <summary>The address that opens or folds a run.</summary>
    [Parameter] public Func<RunRow, string>? RunHref { get; set; }

    /// <summary>What the rows carry for the packet panel; null where there is none.</summary>
    [Parameter] public PacketDetails? Details { get; set; }

    /// <summary>Where the whole flow can be taken from, for one whose middle is kept as figures.</summary>
    [Parameter] public string? DownloadHref { get; set; }

    private string Classes => "lad" + (Time is FlowTime.Utc or FlowTime.Local ? " utc" : "") + (ShowAbsolute ? " abs" : "") + (Model.HasMiddle ? " mid" : "") + (Model.Rows.Count > LongLadder ? " long" : "");

    // The initial sequence numbers of client and server, by which the page's script tells relative numbers from those of the wire.
    private string Starts => Start("client") + " " + Start("server");

    // The packets that evidence names, in their order: of a long ladder not all rows are there.
    private string? Named => Details is null ? null : string.Join(' ', Timeline.Segments.Select(segment => segment.Packet).Concat(Timeline.Errors.Select(error => error.Packet))
        .Where(new HashSet<long>(Model.Evidence.All.SelectMany(item => item.Evidence.Packets)).Contains).Order());

    private string? MiddleHops => Timeline.Segments.FirstOrDefault(segment => segment.IsTheReset) is { Ttl: var ttl } ? $"TTL {ttl} · inferred" : "inferred";

    // An address that is too long for its place goes on with its port.
    private static MarkupString Breakable(EndpointReport end) =>
        new(System.Net.WebUtility.HtmlEncode(end.ToString()) is var text && text.LastIndexOf(':') is > 0 and var colon ? text[..colon] + "<wbr>" + text[colon..] : text);

    // Seconds since the start, for the page's script, where the time column says something else.
    private string? At(long offsetNanoseconds) => Time == FlowTime.SinceStart ? null : Figures.Seconds(offsetNanoseconds);

    private string Start(string side)
    {
        foreach (var segment in Timeline.Segments)
        {
            if (segment.From == side)
            {
                return unchecked(segment.SequenceNumber - segment.RelativeSequenceNumber).ToString(CultureInfo.InvariantCulture);
            }

            if (segment is { AcknowledgmentNumber: { } absolute, RelativeAcknowledgmentNumber: { } relative })
            {
                return unchecked(absolute - relative).ToString(CultureInfo.InvariantCulture);
            }
        }

        return "0";
    }

    // Hosts start at 64, 128 or 255; what is missing to the next of these was taken off by routers on the way.
    private static string? Hops(int? ttl)
    {
        if (ttl is not { } seen)
        {
            return null;
        }

        var hops = (seen <= 64 ? 64 : seen <= 128 ? 128 : 255) - seen;
        return hops switch { 0 => $"TTL {seen} · 0 hops away", 1 => $"TTL {seen} · 1 hop away", _ => $"TTL {seen} · about {hops} hops away" };
    }
}
