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
    SharedViews views, ShareLinks links, ShareGate gate, CaseStore cases, CaseOverviews overviews, FinishedOverviews finished, FlowStore flows, CauseTitles titles, NoteBook notes, NavigationManager navigation)
{
    /// <summary>A link's token; null in a preview.</summary>
    [Parameter] public string? Token { get; set; }

    /// <summary>The case of a preview.</summary>
    [Parameter] public string? CaseId { get; set; }

    /// <summary>The terms of a preview.</summary>
    [Parameter] public string? Terms { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedView? View { get; set; }

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

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        View = await views.FindAsync(Context, Token, CaseId, Terms);
        if (View is { IsOpen: false })
        {
            return;
        }

        Case = View is null ? null : await cases.FindAsync(View.Case.CaseId, Context.RequestAborted);
        if (View is null || Case is null)
        {
            View = null;
            LinkEnded.Answer(Context);
            return;
        }

        if (!View.IsPreview && string.IsNullOrEmpty(Context.Request.QueryString.Value))
        {
            await links.ResolveAsync(Token, true, Context.RequestAborted);
            if (View.Case.View.Length > 0)
            {
                navigation.NavigateTo(View.Root + View.Case.Lens.Outward(View.Case.View));
                return;
            }
        }

        await ReadAsync(View.Case, Case);
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
            View = null;
            LinkEnded.Answer(Context);
            return;
        }

        Case = lens.Case(found);
        (Overview, Chosen) = (lens.Overview(overview), lens.Overview(chosen));
        FirstFlows = lens.Page(await flows.QueryAsync(shared.CaseId, asked.Filter, asked.Sort, asked.FirstRow, CaseQuery.PageSize, Context.RequestAborted));
        Facets = await overviews.FacetsAsync(shared.CaseId, asked.Filter, Context.RequestAborted);
        Numbers = await overviews.NumbersAsync(shared.CaseId, asked.Filter, FlowStore.MaxTake, Context.RequestAborted);
        Costs = FirstFlows.Total > 0 ? [] : await FilterCosts.OfAsync(shared.CaseId, Query, overviews, titles, lens.Inward, Context.RequestAborted);
        Notes = shared.WithNotes ? lens.Notes(await notes.ListAsync(shared.CaseId, null, Context.RequestAborted)) : [];
    }

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token!, View!.Case, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(View.Root + Context.Request.QueryString);
        }
    }
}
