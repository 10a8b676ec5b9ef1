using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>A flow as a share link shows it.</summary>
public sealed partial class SharedFlowPage(ShareLinks links, CaseStore cases, FlowStore flows, NoteBook notes, NavigationManager navigation)
{
    [Parameter] public required string Token { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private SharedCase? Shared { get; set; }

    private CaseDetails? Case { get; set; }

    private FlowDetails? Details { get; set; }

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private FlowQuery Query { get; set; } = new();

    private string Root => Urls.Shared(Token);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Shared = await links.ResolveAsync(Token, false, Context.RequestAborted);
        Details = Shared is not null && int.TryParse(FlowText, NumberStyles.None, CultureInfo.InvariantCulture, out var flow)
            ? await flows.FindAsync(Shared.CaseId, flow, Context.RequestAborted)
            : null;
        if (Shared is null || Details is null)
        {
            LinkEnded.Answer(Context);
            return;
        }

        Case = await cases.FindAsync(Shared.CaseId, Context.RequestAborted);
        Query = FlowQueries.Of(Context.Request.Query, CaseQuery.Parse(Context.Request.QueryString.Value ?? ""));
        Notes = Shared.WithNotes ? await notes.ListAsync(Shared.CaseId, Details.Report.Flow, Context.RequestAborted) : [];
    }
}
