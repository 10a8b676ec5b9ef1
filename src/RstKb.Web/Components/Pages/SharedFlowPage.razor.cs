using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A flow as a share link shows it.</summary>
public sealed partial class SharedFlowPage(ShareLinks links, ShareGate gate, CaseStore cases, FlowStore flows, NoteBook notes, NavigationManager navigation)
{
    [Parameter] public required string Token { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedCase? Shared { get; set; }

    private bool IsOpen { get; set; }

    private string? Refusal { get; set; }

    private CaseDetails? Case { get; set; }

    private FlowDetails? Details { get; set; }

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private FlowQuery Query { get; set; } = new();

    private string Root => Urls.Shared(Token);

    private FlowPlace Standing => new()
    {
        Root = Root, Origin = navigation.BaseUri.TrimEnd('/'), EngineVersion = Case?.Header?.EngineVersion, IsShared = true, BreaksOff = Case?.Header?.Capture.CutShort is not null,
        HasPackets = Shared!.Scope != ShareScope.Verdicts,
        CanCompare = Shared.Scope != ShareScope.Verdicts && Case is { CaptureStored: true },
        SliceHref = Shared.Slices is not null && Case is { CaptureStored: true } ? Urls.SharedSlice(Token, Details!.Report.Flow) : null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Shared = await links.ResolveAsync(Token, false, Context.RequestAborted);
        IsOpen = Shared is not null && gate.IsOpen(Context, Token, Shared);
        if (Shared is not null && !IsOpen)
        {
            return;
        }

        var found = Shared is not null && int.TryParse(FlowText, NumberStyles.None, CultureInfo.InvariantCulture, out var flow)
            ? await flows.FindAsync(Shared.CaseId, flow, Context.RequestAborted)
            : null;
        if (Shared is null || found is null)
        {
            Shared = null;
            LinkEnded.Answer(Context);
            return;
        }

        Details = Shared.Lens.Flow(found);
        Case = await cases.FindAsync(Shared.CaseId, Context.RequestAborted);
        Query = FlowQueries.Of(Context.Request.Query, CaseQuery.Parse(Context.Request.QueryString.Value ?? ""));
        Notes = Shared.WithNotes ? Shared.Lens.Notes(await notes.ListAsync(Shared.CaseId, Details.Report.Flow, Context.RequestAborted)) : [];
    }

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token, Shared!, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(Context.Request.Path + Context.Request.QueryString);
        }
    }
}
