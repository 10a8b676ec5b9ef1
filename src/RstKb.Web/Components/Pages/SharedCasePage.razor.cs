using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A case as a share link shows it: read only, without the case's own address.</summary>
public sealed partial class SharedCasePage(ShareLinks links, CaseStore cases, CaseOverviews overviews, FinishedOverviews finished, FlowStore flows, CauseTitles titles, NoteBook notes, NavigationManager navigation)
{
    [Parameter] public required string Token { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedCase? Shared { get; set; }

    private CaseDetails? Case { get; set; }

    private CaseOverview? Overview { get; set; }

    private CaseOverview? Chosen { get; set; }

    private FlowPage? FirstFlows { get; set; }

    private FlowFacets? Facets { get; set; }

    private IReadOnlyList<int> Numbers { get; set; } = [];

    private IReadOnlyList<FilterCost> Costs { get; set; } = [];

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private CaseQuery Query { get; set; } = new();

    private string Root => Urls.Shared(Token);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var isEntry = Context.Request.QueryString.Value is null or "";
        Shared = await links.ResolveAsync(Token, isEntry, Context.RequestAborted);
        Case = Shared is null ? null : await cases.FindAsync(Shared.CaseId, Context.RequestAborted);
        if (Shared is null || Case is null)
        {
            Shared = null;
            LinkEnded.Answer(Context);
            return;
        }

        if (isEntry && Shared.View.Length > 0)
        {
            navigation.NavigateTo(Root + Shared.View);
            return;
        }

        Query = CaseQuery.Parse(Context.Request.QueryString.Value ?? "");
        Overview = await finished.OfAsync(Shared.CaseId, Context.RequestAborted);
        Chosen = Query.GroupFilter == FlowFilter.All && Query.Grouping == FlowGrouping.CauseAndEnds
            ? Overview
            : await overviews.OfAsync(Shared.CaseId, Query.GroupFilter, Query.Grouping, Context.RequestAborted);
        FirstFlows = await flows.QueryAsync(Shared.CaseId, Query.Filter, Query.Sort, Query.Row, PlainFlowTable.Size, Context.RequestAborted);
        Facets = await overviews.FacetsAsync(Shared.CaseId, Query.Filter, Context.RequestAborted);
        Numbers = await overviews.NumbersAsync(Shared.CaseId, Query.Filter, FlowStore.MaxTake, Context.RequestAborted);
        Costs = FirstFlows.Total > 0 ? [] : await FilterCosts.OfAsync(Shared.CaseId, Query, overviews, titles, Context.RequestAborted);
        Notes = Shared.WithNotes ? await notes.ListAsync(Shared.CaseId, null, Context.RequestAborted) : [];
    }
}
