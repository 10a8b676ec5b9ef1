using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using Radzen.Blazor;
using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>The live flow table of a case. It brings its own style sheet and script, so that no other page loads them.</summary>
public sealed partial class FlowTable(FlowStore flows, IJSRuntime script, NavigationManager navigation) : IDisposable
{
    // The grid's own fingerprinted address is not compressed; the plain one is.
    private const string StyleSheet = "_content/Radzen.Blazor/css/standard-base.css?v=12.0.8";
    private const string Script = "_content/Radzen.Blazor/Radzen.Blazor.min.js?v=12.0.8";

    private readonly CancellationTokenSource gone = new();
    private DotNetObjectReference<FlowTable>? here;
    private RadzenDataGrid<FlowRow>? grid;
    private CaseQuery query = new();
    private FlowPage? first;
    private IReadOnlyList<FlowRow> rows = [];
    private int total;
    private bool wantsGrid;
    private bool hasGrid;
    private bool isFilled;
    private bool isWide;
    private string? shown;
    private IReadOnlyList<FlowCells.Head> heads = [];

    // Where rows stand in the whole table; those that were scrolled by are forgotten with each new order.
    private readonly Dictionary<int, int> places = [];

    [Parameter, EditorRequired] public required string CaseId { get; set; }

    /// <summary>Address of the case.</summary>
    [Parameter, EditorRequired] public required string Root { get; set; }

    /// <summary>The query part of the case's address.</summary>
    [Parameter, EditorRequired] public required string Query { get; set; }

    /// <summary>Names of the columns that are shown, separated by commas.</summary>
    [Parameter, EditorRequired] public required string Columns { get; set; }

    /// <summary>True where a narrow window shows all of them as well: a person chose them.</summary>
    [Parameter] public bool ShowsAll { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        here?.Dispose();
    }

    /// <summary>Shows what a link of the page leads to while the page itself is still under way.</summary>
    /// <param name="search">The query part of its address.</param>
    [JSInvokable]
    public async Task FollowAsync(string search)
    {
        var wanted = CaseQuery.Parse(search);
        if (grid is not null && shown != CaseId + wanted.At(""))
        {
            await ShowAsync(wanted);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var names = Columns.Split(',');
        heads = [.. FlowCells.All.Where(head => names.Contains(head.Column.ToString())).Select(head => ShowsAll ? head with { IsExtra = false } : head)];
        if (shown == CaseId + Query)
        {
            return;
        }

        shown = CaseId + Query;
        query = CaseQuery.Parse(Query);
        places.Clear();
        first = await flows.QueryAsync(CaseId, query.Filter, query.Sort, query.FirstRow, CaseQuery.PageSize, gone.Token);
        if (grid is not null)
        {
            await grid.Reload();
            return;
        }

        (rows, total) = (first.Rows, first.Total);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            wantsGrid = true;
            StateHasChanged();
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", gone.Token, "/js/grid.js");
            isWide = await module.InvokeAsync<int>("prepare", gone.Token, StyleSheet, Script) >= FlowCells.WideWindow;
            hasGrid = true;
            StateHasChanged();
            here = DotNetObjectReference.Create(this);
            await module.InvokeVoidAsync("follow", gone.Token, here);
            if (query.Row > 0)
            {
                await module.InvokeVoidAsync("reveal", gone.Token, query.Row);
            }
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Without the grid's files the plain table stays, and it can do the same.
        }
    }

    private async Task LoadAsync(LoadDataArgs wanted)
    {
        // A handler that ends at once leaves the virtualised grid empty after sorting; SQLite's calls end at once.
        await Task.Yield();
        var asked = query;
        var page = await flows.QueryAsync(CaseId, query.Filter, query.Sort, wanted.Skip ?? 0, wanted.Top ?? CaseQuery.PageSize, gone.Token);
        if (!ReferenceEquals(asked, query))
        {
            // Another order or filter came meanwhile; its own rows follow.
            return;
        }

        (rows, total) = (page.Rows, page.Total);
        for (var row = 0; row < rows.Count; row++)
        {
            places[rows[row].Flow] = (wanted.Skip ?? 0) + row;
        }

        if (!isFilled)
        {
            isFilled = true;
            _ = InvokeAsync(ShowFilledAsync);
        }
    }

    // After the grid has drawn its rows, which it does when this handler has ended: nothing flashes.
    private async Task ShowFilledAsync()
    {
        await Task.Yield();
        StateHasChanged();
    }

    private int PlaceOf(FlowRow row) => places.GetValueOrDefault(row.Flow);

    // The rows come over the circuit at once. The address and the page's other links follow; what comes back with them is shown already.
    private async Task SortAsync(FlowSort sort)
    {
        await ShowAsync(query with { Sort = sort, Row = 0 });
        navigation.NavigateTo(query.At(Root));
    }

    private async Task ShowAsync(CaseQuery wanted)
    {
        query = wanted;
        shown = CaseId + wanted.At("");
        places.Clear();
        await grid!.Reload();

        // What is printed.
        var page = await flows.QueryAsync(CaseId, wanted.Filter, wanted.Sort, wanted.FirstRow, CaseQuery.PageSize, gone.Token);
        if (ReferenceEquals(wanted, query))
        {
            first = page;
            StateHasChanged();
        }
    }
}
