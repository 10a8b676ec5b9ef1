using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A case as a share link shows it: read only, without the case's own address.</summary>
public sealed partial class SharedCasePage(
    ShareLinks links, ShareGate gate, CaseStore cases, CaseOverviews overviews, FinishedOverviews finished, FlowStore flows, CauseTitles titles, NoteBook notes, NavigationManager navigation)
{
    [Parameter] public required string Token { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedCase? Shared { get; set; }

    private bool IsOpen { get; set; }

    private string? Refusal { get; set; }

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
        Shared = await links.ResolveAsync(Token, false, Context.RequestAborted);
        IsOpen = Shared is not null && gate.IsOpen(Context, Token, Shared);
        if (Shared is not null && !IsOpen)
        {
            return;
        }

        Case = Shared is null ? null : await cases.FindAsync(Shared.CaseId, Context.RequestAborted);
        if (Shared is null || Case is null)
        {
            Shared = null;
            LinkEnded.Answer(Context);
            return;
        }

        if (Context.Request.QueryString.Value is null or "")
        {
            await links.ResolveAsync(Token, true, Context.RequestAborted);
            if (Shared.View.Length > 0)
            {
                navigation.NavigateTo(Root + Shared.Lens.Outward(Shared.View));
                return;
            }
        }

        await ReadAsync(Shared, Case);
    }

    private async Task ReadAsync(SharedCase shared, CaseDetails found)
    {
        var lens = shared.Lens;
        Query = CaseQuery.Parse(Context.Request.QueryString.Value ?? "");
        var asked = lens.Inward(Query);
        var overview = await finished.OfAsync(shared.CaseId, Context.RequestAborted);
        var chosen = asked.GroupFilter == FlowFilter.All && asked.Grouping == FlowGrouping.CauseAndEnds
            ? overview
            : await finished.OfAsync(shared.CaseId, asked.GroupFilter, asked.Grouping, Context.RequestAborted);
        if (overview is null || chosen is null)
        {
            Shared = null;
            LinkEnded.Answer(Context);
            return;
        }

        Case = lens.Case(found);
        (Overview, Chosen) = (lens.Overview(overview), lens.Overview(chosen));
        FirstFlows = lens.Page(await flows.QueryAsync(shared.CaseId, asked.Filter, asked.Sort, asked.Row, PlainFlowTable.Size, Context.RequestAborted));
        Facets = await overviews.FacetsAsync(shared.CaseId, asked.Filter, Context.RequestAborted);
        Numbers = await overviews.NumbersAsync(shared.CaseId, asked.Filter, FlowStore.MaxTake, Context.RequestAborted);
        Costs = FirstFlows.Total > 0 ? [] : await FilterCosts.OfAsync(shared.CaseId, Query, overviews, titles, lens.Inward, Context.RequestAborted);
        Notes = shared.WithNotes ? lens.Notes(await notes.ListAsync(shared.CaseId, null, Context.RequestAborted)) : [];
    }

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token, Shared!, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(Root + Context.Request.QueryString);
        }
    }
}
