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

    // Null while it is read.
    private Comparison? Pair { get; set; }

    private int Flow { get; set; }

    private string Root => Urls.Case(CaseId);

    private const int NoFlow = -1;

    private string WhyNot => Pair!.Left is null ? "The packets of a flow without a reset are not kept with a case, and its capture is not stored any more."
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

        // A number that no flow has is not looked for.
        int? other = OtherText is null ? null : Number(OtherText) is { } number && number < Case.Flows ? number : NoFlow;
        Pair = await Patience.WaitAsync(token => Comparison.OfAsync(flows, stored, CaseId, Flow, other, token), Context.RequestAborted);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
