using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>
/// The live flow table of a case: the rows that are looked at come over the circuit, and so do those of another order or filter. It is the plain table with
/// other rows, so nothing moves when it becomes live. A grid component was tried and took longer to draw than the server to answer; the framework's own virtualisation has
/// no rows before its script has measured, and none for a moment after each new order.
/// </summary>
public sealed partial class FlowTable(FlowStore flows, IJSRuntime script) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private DotNetObjectReference<FlowTable>? here;
    private CaseQuery query = new();
    private CaseQuery asked = new();
    private FlowPage? page;
    private int first;
    private int turns;
    private bool isLive;
    private IReadOnlyList<FlowCells.Head> heads = [];

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

    /// <summary>Shows the rows of an address: the one that the browser is at, or that of a link whose page is still under way.</summary>
    /// <param name="search">The query part.</param>
    [JSInvokable]
    public Task ShowAsync(string search)
    {
        var wanted = CaseQuery.Parse(search);
        // Another grouping, for instance, changes links but no rows.
        return ShowAsync(wanted, wanted.TableView == asked.TableView ? first : AboutChosen(wanted));
    }

    /// <summary>Shows other rows of the same order and filter.</summary>
    /// <param name="row">Rows before the first one that is wanted; any number.</param>
    [JSInvokable]
    public Task ScrollAsync(int row) => ShowAsync(asked, Math.Max(0, row));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var names = Columns.Split(',');
        heads = [.. FlowCells.All.Where(head => names.Contains(head.Column.ToString())).Select(head => ShowsAll ? head with { IsExtra = false } : head)];
        // Once it is live the browser says which rows it wants: a page may arrive later than the one that was asked for after it.
        if (!isLive)
        {
            var wanted = CaseQuery.Parse(Query);
            await ShowAsync(wanted, wanted.FirstRow);
        }
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
            here = DotNetObjectReference.Create(this);
            await script.InvokeVoidAsync("rstkb.attachTable", gone.Token, here);
            isLive = true;
            await ShowAsync(asked, AboutChosen(asked));
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Without its script the plain table stays, and it can do the same.
        }
    }

    // The chosen row stands in the middle of what is read.
    private static int AboutChosen(CaseQuery wanted) => Math.Max(0, wanted.Row - (CaseQuery.PageSize / 2));

    private async Task ShowAsync(CaseQuery wanted, int from)
    {
        asked = wanted;
        var turn = ++turns;
        var found = await flows.QueryAsync(CaseId, wanted.Filter, wanted.Sort, from, CaseQuery.PageSize, gone.Token);
        if (turn != turns)
        {
            // Other rows were asked for meanwhile; they follow.
            return;
        }

        (query, page, first) = (wanted, found, Math.Min(from, found.Total));
        StateHasChanged();
    }
}
