using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Web.Components.Flow;

namespace RstKb.Web.Components.Pages;

/// <summary>Two flows side by side: one that was reset and, unless another is named, a healthy one to the same server.</summary>
public sealed partial class ComparePage(CaseStore cases, FlowStore flows, StoredFlows stored, NavigationManager navigation)
{
    [Parameter] public required string CaseId { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [Parameter] public string? OtherText { get; set; }

    /// <summary>The other flow as the page's form sends it.</summary>
    [SupplyParameterFromQuery(Name = "with")] public string? With { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private CaseDetails? Case { get; set; }

    private ComparedFlow? Left { get; set; }

    private ComparedFlow? Right { get; set; }

    private int Flow { get; set; }

    private string Root => Urls.Case(CaseId);

    private string What => Right!.Report is not null ? "Two flows of this case."
        : Left!.Report is null ? "Two flows that were not reset."
        : Right.Timeline.Server == Left.Timeline.Server ? "Left the flow that was reset, right one to the same server that was not."
        : "Left the flow that was reset, right one that was not.";

    private string WhyNot => Left is null ? "The packets of a flow without a reset are not kept with a case, and its capture is not stored any more."
        : Case is { CaptureStored: false }
        ? "Flows without a reset are not kept with a case, and its capture is not stored any more. Two flows that were reset can still be compared: put the other one’s number behind this address."
        : OtherText is null ? "No other flow to this server carried data and was closed by both ends in this capture." : "There is no such flow in this capture.";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Case = await cases.FindAsync(CaseId, Context.RequestAborted);
        if (Case is not { State: CaseState.Done } || Number(FlowText) is not { } flow || flow >= Case.Flows)
        {
            Case = null;
            navigation.NotFound();
            return;
        }

        Flow = flow;
        if (Number(With) is { } wanted)
        {
            navigation.NavigateTo(Urls.Compare(Urls.Flow(Root, Flow), wanted));
            return;
        }

        Left = await FindAsync(Flow);
        var other = OtherText is null && Left is not null ? await stored.HealthyLikeAsync(CaseId, Flow, Context.RequestAborted) : Number(OtherText);
        Right = other is { } number && number < Case.Flows ? await FindAsync(number) : null;
    }

    private async Task<ComparedFlow?> FindAsync(int flow)
    {
        if (await flows.FindAsync(CaseId, flow, Context.RequestAborted) is { } reset)
        {
            return new ComparedFlow(reset.Timeline, reset.Report);
        }

        return await stored.FindAsync(CaseId, flow, Context.RequestAborted) is { Segments.Count: > 0 } timeline ? new ComparedFlow(timeline, null) : null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
