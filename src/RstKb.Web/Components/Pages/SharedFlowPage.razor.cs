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
public sealed partial class SharedFlowPage(SharedViews views, ShareLinks links, ShareGate gate, CaseStore cases, FlowStore flows, NoteBook notes, NavigationManager navigation)
{
    /// <summary>A link's token; null in a preview.</summary>
    [Parameter] public string? Token { get; set; }

    /// <summary>The case of a preview.</summary>
    [Parameter] public string? CaseId { get; set; }

    /// <summary>The terms of a preview.</summary>
    [Parameter] public string? Terms { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedView? View { get; set; }

    private string? Refusal { get; set; }

    private CaseDetails? Case { get; set; }

    private FlowDetails? Details { get; set; }

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private FlowQuery Query { get; set; } = new();

    private FlowPlace Standing => new()
    {
        Root = View!.Root, Origin = navigation.BaseUri.TrimEnd('/'), EngineVersion = Case?.Header?.EngineVersion, IsShared = true, BreaksOff = Case?.Header?.Capture.CutShort is not null,
        HasPackets = View.Case.Scope != ShareScope.Verdicts,
        CanCompare = View.Case.Scope != ShareScope.Verdicts && Case is { CaptureStored: true },
        SliceHref = View.Case.Slices is not null && Case is { CaptureStored: true } ? Urls.SharedSlice(View.Root, Details!.Report.Flow) : null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        View = await views.FindAsync(Context, Token, CaseId, Terms);
        if (View is { IsOpen: false })
        {
            return;
        }

        var found = View is not null && int.TryParse(FlowText, NumberStyles.None, CultureInfo.InvariantCulture, out var flow)
            ? await flows.FindAsync(View.Case.CaseId, flow, Context.RequestAborted)
            : null;
        if (View is null || found is null)
        {
            View = null;
            LinkEnded.Answer(Context);
            return;
        }

        Details = View.Case.Lens.Flow(found);
        Case = await cases.FindAsync(View.Case.CaseId, Context.RequestAborted);
        Query = FlowQueries.Of(Context.Request.Query, CaseQuery.Parse(Context.Request.QueryString.Value ?? ""));
        Notes = View.Case.WithNotes ? View.Case.Lens.Notes(await notes.ListAsync(View.Case.CaseId, Details.Report.Flow, Context.RequestAborted)) : [];
    }

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token!, View!.Case, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(Context.Request.Path + Context.Request.QueryString);
        }
    }
}
