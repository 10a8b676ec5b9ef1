using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases.Flows;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A flow of a shared case beside another one, where the link shows packets.</summary>
public sealed partial class SharedComparePage(SharedViews views, ShareLinks links, ShareGate gate, FlowStore flows, NavigationManager navigation)
{
    private const int NoFlow = -1;

    /// <summary>A link's token; null in a preview.</summary>
    [Parameter] public string? Token { get; set; }

    /// <summary>The case of a preview.</summary>
    [Parameter] public string? CaseId { get; set; }

    /// <summary>The terms of a preview.</summary>
    [Parameter] public string? Terms { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [Parameter] public string? OtherText { get; set; }

    /// <summary>The other flow as the page's form sends it.</summary>
    [SupplyParameterFromQuery(Name = "with")] public string? With { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedView? View { get; set; }

    private string? Refusal { get; set; }

    private int Flow { get; set; }

    // The other flow: null for a healthy one to the same server.
    private int? Other => OtherText is null ? null : Number(OtherText) ?? NoFlow;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        View = await views.FindAsync(Context, Token, CaseId, Terms);
        if (View is { IsOpen: false })
        {
            return;
        }

        // The left one is always a flow that was reset: others have no page in a shared view.
        if (View is null or { Case.Scope: ShareScope.Verdicts } || Number(FlowText) is not { } flow
            || await flows.FindAsync(View.Case.CaseId, flow, Context.RequestAborted) is null)
        {
            View = null;
            LinkEnded.Answer(Context);
            return;
        }

        Flow = flow;
        if (Number(With) is { } wanted)
        {
            navigation.NavigateTo(Urls.Compare(Urls.Flow(View.Root, Flow), wanted));
        }
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task TryPasswordAsync()
    {
        Refusal = await gate.TryAsync(Context, Token!, View!.Case, Password, links);
        if (Refusal is null)
        {
            navigation.NavigateTo(Context.Request.Path + Context.Request.QueryString);
        }
    }
}
