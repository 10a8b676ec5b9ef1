using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A case: its progress, what became of it, its overview, and the share dialog on top.</summary>
public sealed partial class CaseOverviewPage(
    CaseStore cases, CaseOverviews overviews, FinishedOverviews finished, FlowStore flows, CauseTitles titles, NoteBook notes, ShareLinks links, SharePreviews previews, NavigationManager navigation, ProgressBoard board, TimeProvider clock)
{
    [Parameter] public required string CaseId { get; set; }

    /// <summary>There, with or without a value, where the share dialog is open.</summary>
    [SupplyParameterFromQuery(Name = "share")] public string? Share { get; set; }

    /// <summary>The view below the case that can be shared.</summary>
    [SupplyParameterFromQuery(Name = "view")] public string? ViewBelow { get; set; }

    [SupplyParameterFromForm] public ShareInput? Input { get; set; }

    [SupplyParameterFromForm] public NoteInput? Note { get; set; }

    [SupplyParameterFromForm] public string? Name { get; set; }

    /// <summary>What was chosen in the menu of columns.</summary>
    [SupplyParameterFromForm] public string[]? Columns { get; set; }

    [SupplyParameterFromForm] public bool UsualColumns { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private TimeProvider Clock => clock;

    private CaseDetails? Case { get; set; }

    private ProgressSnapshot? Progress { get; set; }

    private CaseOverview? Overview { get; set; }

    private CaseOverview? Chosen { get; set; }

    private FlowPage? FirstFlows { get; set; }

    private FlowFacets? Facets { get; set; }

    private IReadOnlyList<int> Numbers { get; set; } = [];

    private IReadOnlyList<FilterCost> Costs { get; set; } = [];

    private CaseQuery Query { get; set; } = new();

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private IReadOnlyList<ShareLinkView> Links { get; set; } = [];

    private string? Created { get; set; }

    private string Root => Urls.Case(CaseId);

    private bool IsDialogOpen => IsSharing && Case!.State == CaseState.Done;

    private bool IsSharing => Context.Request.Query.ContainsKey("share");

    // Only a place below this case can be shared.
    private string View => ViewBelow is { Length: > 0 } view && (view[0] == '?' || view.StartsWith("/f/", StringComparison.Ordinal)) ? view : "";

    // A true pair of ends and what stand-ins of them look like: each link draws its own.
    private (string True, string StandIn)? Example
    {
        get
        {
            if (FirstFlows is not { Rows: { Count: > 0 } rows })
            {
                return null;
            }

            using var drawn = new AddressReplacement(System.Security.Cryptography.RandomNumberGenerator.GetBytes(AddressReplacement.KeyLength));
            // The loopback addresses, for instance, say nothing and stay.
            return rows.OrderBy(flow => flow.Client.Address.Contains(':', StringComparison.Ordinal)).Select(flow => $"{flow.Client.Address} → {flow.Server}")
                .Select(pair => (True: pair, StandIn: drawn.Hide(pair))).Where(pair => pair.True != pair.StandIn).Select(pair => ((string, string)?)pair).FirstOrDefault();
        }
    }

    private string Back => View.Length > 0 ? Root + View : Root;

    private string ShareHere => Urls.ShareOf(CaseId, Query.At(""));

    private string? Author => Context.Request.Cookies[AuthorCookie.Name];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Case = await cases.FindAsync(CaseId, Context.RequestAborted);
        if (Case is null)
        {
            navigation.NotFound();
            return;
        }

        if (Case.State != CaseState.Done)
        {
            Progress = board.OfCase(CaseId)?.Now;
            return;
        }

        Query = CaseQuery.Parse(View.StartsWith('?') ? View : Context.Request.QueryString.Value ?? "");
        Overview = await finished.OfAsync(CaseId, Context.RequestAborted);
        FirstFlows = await flows.QueryAsync(CaseId, Query.Filter, Query.Sort, Query.FirstRow, CaseQuery.PageSize, Context.RequestAborted);
        if (Overview?.Total == 1 && !IsSharing && HttpMethods.IsGet(Context.Request.Method) && Context.Request.QueryString.Value is null or "")
        {
            var only = await flows.QueryAsync(CaseId, FlowFilter.All, FlowSort.Default, 0, 1, Context.RequestAborted);
            navigation.NavigateTo(Urls.Flow(Root, only.Rows[0].Flow));
            return;
        }

        Chosen = Query.GroupFilter == FlowFilter.All && Query.Grouping == FlowGrouping.CauseAndEnds
            ? Overview
            : await finished.OfAsync(CaseId, Query.GroupFilter, Query.Grouping, Context.RequestAborted);
        Facets = await overviews.FacetsAsync(CaseId, Query.Filter, Context.RequestAborted);
        Numbers = await overviews.NumbersAsync(CaseId, Query.Filter, FlowStore.MaxTake, Context.RequestAborted);
        Costs = FirstFlows.Total > 0 ? [] : await FilterCosts.OfAsync(CaseId, Query, overviews, titles, query => query, Context.RequestAborted);
        Notes = await notes.ListAsync(CaseId, null, Context.RequestAborted);
        if (IsSharing)
        {
            Links = await links.ListAsync(CaseId, Context.RequestAborted);
        }
    }

    private async Task CreateLinkAsync()
    {
        var terms = (Input ?? new ShareInput()).Terms();
        if (Input is { Preview: true })
        {
            var shared = previews.Of(CaseId, terms);
            navigation.NavigateTo(Urls.Preview(CaseId, PreviewTerms.Of(terms)) + shared.Lens.Outward(ShareLinks.Tail(terms.View)));
            return;
        }

        var made = await links.CreateAsync(CaseId, terms, Context.RequestAborted);
        if (made is not null)
        {
            Created = navigation.BaseUri.TrimEnd('/') + Urls.Shared(made.Token);
            Links = await links.ListAsync(CaseId, Context.RequestAborted);
        }
    }

    private async Task RevokeLinkAsync(int link)
    {
        await links.RevokeAsync(CaseId, link, Context.RequestAborted);
        Links = await links.ListAsync(CaseId, Context.RequestAborted);
    }

    private async Task SaveNoteAsync()
    {
        await notes.AddAsync(CaseId, null, Note?.Author, Note?.Text, cancellationToken: Context.RequestAborted);
        AuthorCookie.Remember(Context, Note?.Author);
        navigation.NavigateTo(Urls.Anchor(Root + Context.Request.QueryString, "team"));
    }

    private async Task DeleteNoteAsync(int note)
    {
        await notes.DeleteAsync(CaseId, note, Context.RequestAborted);
        navigation.NavigateTo(Urls.Anchor(Root + Context.Request.QueryString, "team"));
    }

    private void ChooseColumns()
    {
        ColumnsCookie.Write(Context, UsualColumns ? null : Columns ?? []);
        navigation.NavigateTo(Query.AtFlows(Root));
    }

    private async Task RenameAsync()
    {
        await cases.RenameAsync(CaseId, Name ?? "", Context.RequestAborted);
        navigation.NavigateTo(Root);
    }

    private async Task DeleteCaptureAsync()
    {
        await cases.DeleteCaptureAsync(CaseId, Context.RequestAborted);
        navigation.NavigateTo(Urls.Overview(CaseId));
    }

    private async Task CancelAsync()
    {
        await cases.DeleteAsync(CaseId, Context.RequestAborted);
        navigation.NavigateTo(Urls.Home);
    }

    private async Task DeleteAsync()
    {
        await cases.DeleteAsync(CaseId, Context.RequestAborted);
        navigation.NavigateTo(Urls.Cases);
    }
}
