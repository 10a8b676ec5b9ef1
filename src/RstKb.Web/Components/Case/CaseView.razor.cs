using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Knowledge;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Case;

/// <summary>The overview of a case: the sentence, when, what, who, how good the capture is, and every reset flow.</summary>
public sealed partial class CaseView
{
    private const int MostGroups = 12;
    private const int MostFolded = 60;

    private static readonly (FlowGrouping Grouping, string Name)[] Groupings =
        [(FlowGrouping.CauseAndEnds, "Cause and ends"), (FlowGrouping.Cause, "Cause"), (FlowGrouping.Ends, "Ends")];

    [Parameter, EditorRequired] public required CaseDetails Case { get; set; }

    [Parameter, EditorRequired] public required CaseOverview Overview { get; set; }

    /// <summary>The overview of the span and grouping that were chosen; the same as <see cref="Overview"/> where nothing was.</summary>
    [Parameter, EditorRequired] public required CaseOverview Chosen { get; set; }

    /// <summary>The first rows of the flow table.</summary>
    [Parameter, EditorRequired] public required FlowPage FirstFlows { get; set; }

    [Parameter, EditorRequired] public required CaseQuery Query { get; set; }

    [Parameter, EditorRequired] public required CasePlace Place { get; set; }

    /// <summary>What else the flow table can be narrowed to.</summary>
    [Parameter, EditorRequired] public required FlowFacets Facets { get; set; }

    /// <summary>Numbers of the flows that the filter lets through, as far as one Wireshark filter takes them.</summary>
    [Parameter] public IReadOnlyList<int> Numbers { get; set; } = [];

    /// <summary>Where no flow passes: each part of the filter, and how many flows would pass without it.</summary>
    [Parameter] public IReadOnlyList<FilterCost> Costs { get; set; } = [];

    /// <summary>Buttons beside the title.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    /// <summary>Notes about the case.</summary>
    [Parameter] public RenderFragment? Team { get; set; }

    /// <summary>The columns that a person chose for the flow table; null for the usual ones.</summary>
    [Parameter] public IReadOnlySet<FlowColumn>? Columns { get; set; }

    /// <summary>Another choice of columns was sent.</summary>
    [Parameter] public EventCallback OnColumns { get; set; }

    [Inject] private ArticleCatalogue Articles { get; set; } = null!;

    private IReadOnlyList<FlowCells.Head> Heads => FlowCells.Of(Columns, IsIdle);

    // Reset after silence: by the filter on the stage, or by a cause that is about silence.
    private bool IsIdle => Query.Stage == "idle" || (Query.Cause is { } cause && Articles.Articles.Any(article => article.Slug == cause && article.Stage == "silence"));

    private IReadOnlyList<ResetGroup> Groups => Chosen.Groups;

    // "Cannot tell" is never among the folded ones.
    private List<ResetGroup> Leading => Groups.Skip(MostGroups).FirstOrDefault(IsOpen) is { } open ? [.. Groups.Take(MostGroups - 1), open] : [.. Groups.Take(MostGroups)];

    private List<ResetGroup> Folded => [.. Groups.Except(Leading).Take(MostFolded)];

    private int GroupsTotal => Chosen.GroupsTotal;

    private int FlowsShown => FirstFlows.Total;

    private string GroupedBy => Query.Grouping switch
    {
        FlowGrouping.Cause => "by cause",
        FlowGrouping.Ends => "by pair of ends",
        _ => "by cause and pair of ends",
    };

    // Resets of one moment have no course over time.
    private bool HasSpan => Overview.FirstResetAt is { } first && Overview.LastResetAt is { } last && last.SecondsSince(first) > 0;

    private string BarWidth => $"per {Figures.LongSpan(Overview.Histogram.BarNanoseconds / 1e9)}";

    private string Period => !HasSpan ? "Over time" : Overview.Histogram.BarNanoseconds * ResetHistogram.BarCount / 1e9 is < 600 and var seconds
        ? $"Over {Figures.Span(seconds)}"
        : $"{Minute(Overview.Histogram.StartOf(0).ToString())} to {Minute(Overview.Histogram.StartOf(ResetHistogram.BarCount).ToString())}";

    private bool IsOpen(ResetGroup group) => group.Cause is null && Query.Grouping != FlowGrouping.Ends;

    private static string Minute(string iso) => Figures.Parse(iso)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
