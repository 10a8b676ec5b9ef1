using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A flow of a shared case beside another one, where the link shows packets.</summary>
public sealed partial class SharedComparePage(ShareLinks links, ShareGate gate, FlowStore flows, StoredFlows stored, NavigationManager navigation)
{
    private const int NoFlow = -1;

    [Parameter] public required string Token { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [Parameter] public string? OtherText { get; set; }

    /// <summary>The other flow as the page's form sends it.</summary>
    [SupplyParameterFromQuery(Name = "with")] public string? With { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedCase? Shared { get; set; }

    private bool IsOpen { get; set; }

    private string? Refusal { get; set; }

    private Comparison? Pair { get; set; }

    private int Flow { get; set; }

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

        // The left one is always a flow that was reset: others have no page in a shared view.
        if (Shared is null or { Scope: ShareScope.Verdicts } || Number(FlowText) is not { } flow
            || await flows.FindAsync(Shared.CaseId, flow, Context.RequestAborted) is null)
        {
            Shared = null;
            LinkEnded.Answer(Context);
            return;
        }

        Flow = flow;
        if (Number(With) is { } wanted)
        {
            navigation.NavigateTo(Urls.Compare(Urls.Flow(Root, Flow), wanted));
            return;
        }

        int? other = OtherText is null ? null : Number(OtherText) ?? NoFlow;
        var found = await Comparison.OfAsync(flows, stored, Shared.CaseId, Flow, other, Context.RequestAborted);
        Pair = new Comparison(Through(found.Left, Shared.Lens), Through(found.Right, Shared.Lens));
    }

    private static ComparedFlow? Through(ComparedFlow? side, SharedLens lens) => side switch
    {
        null => null,
        { Report: { } report } => lens.Flow(new FlowDetails(report, side.Timeline)) is var shown ? new ComparedFlow(shown.Timeline, shown.Report) : null,
        _ => new ComparedFlow(lens.Timeline(side.Timeline), null),
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token, Shared!, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(Context.Request.Path + Context.Request.QueryString);
        }
    }
}
