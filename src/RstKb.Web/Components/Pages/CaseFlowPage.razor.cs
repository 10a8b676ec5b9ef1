using System.Globalization;
using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Diagnosis.Report;
using RstKb.Knowledge;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Layout;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Pages;

/// <summary>One flow of a case: with its verdict where it was reset, else its packets out of the stored capture.</summary>
public sealed partial class CaseFlowPage(CaseStore cases, FlowStore flows, StoredFlows stored, NoteBook notes, ArticleCatalogue articles, CauseTitles titles, NavigationManager navigation)
{
    [Parameter] public required string CaseId { get; set; }

    [Parameter] public required string FlowText { get; set; }

    [SupplyParameterFromForm] public NoteInput? Note { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private CaseDetails? Case { get; set; }

    private FlowDetails? Details { get; set; }

    // A flow that was not reset.
    private FlowTimeline? Plain { get; set; }

    private FlowNeighbours? Neighbours { get; set; }

    private IReadOnlyList<NoteView> Notes { get; set; } = [];

    private FlowQuery Query { get; set; } = new();

    private int Flow { get; set; }

    private CaseQuery Group { get; set; } = new();

    private string Root => Urls.Case(CaseId);

    private string Here => Urls.Flow(Root, Flow);

    // What stands after the case's address, for a share link that opens here.
    private string Tail => Query.At(Urls.Flow("", Flow));

    private FlowPlace Standing => new()
    {
        Root = Root, Origin = navigation.BaseUri.TrimEnd('/'), EngineVersion = Case!.Header?.EngineVersion, Sha256 = Case.CaptureSha256, ShareHref = Urls.ShareOf(CaseId, Tail),
        StoredCase = Case.CaptureStored ? CaseId : null, CaptureBytes = Case.CaptureBytes, CaptureName = Case.CaptureName, CanCompare = Case.CaptureStored, Group = Group,
        BreaksOff = Case.Header?.Capture.CutShort is not null,
    };

    private string WhyNoPackets => Case!.CaptureStored
        ? "Its packets cannot be read from the stored capture."
        : "Only flows with a reset are kept with a case, and the capture, which would show this one, was deleted.";

    private string? Author => Context.Request.Cookies[AuthorCookie.Name];

    private string PageTitle => $"{Details!.Report.Client.Address} → {Details.Report.Server}, {VerdictWords.Title(Details.Report, titles)}";

    private IReadOnlyList<Crumb> Crumbs => [new("Cases", Urls.Cases), new(Case!.Name, Case.ResetFlows == 1 ? Urls.Overview(CaseId) : Urls.WithQuery(Root, [.. Query.Filter])), new($"Flow {Figures.Count(Flow)}")];

    private IReadOnlyList<(string Slug, string Title)> Causes =>
        articles.Articles.Where(article => article.Kind == ArticleKind.Cause).Select(article => (article.Slug, article.Title)).OrderBy(pair => pair.Title, StringComparer.OrdinalIgnoreCase).ToList();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Case = await cases.FindAsync(CaseId, Context.RequestAborted);
        if (Case is null || !int.TryParse(FlowText, NumberStyles.None, CultureInfo.InvariantCulture, out var flow) || flow >= Case.Flows)
        {
            Case = null;
            navigation.NotFound();
            return;
        }

        Flow = flow;
        Details = await flows.FindAsync(CaseId, Flow, Context.RequestAborted);
        var chosen = CaseQuery.Parse(Context.Request.QueryString.Value ?? "");
        Query = FlowQueries.Of(Context.Request.Query, chosen);
        if (Details is null)
        {
            Plain = await stored.FindAsync(CaseId, Flow, Context.RequestAborted) is { Segments.Count: > 0 } found ? found : null;
            return;
        }

        // Without a filter the group is what the overview would show it in: the same cause at the same server.
        Group = chosen.IsFiltered ? chosen : new CaseQuery { Cause = Details.Report.Verdict.Cause ?? FlowFilter.NoCause, Server = Details.Report.Server.ToString() };
        Neighbours = await flows.NeighboursAsync(CaseId, Flow, Group.Filter, chosen.Sort, Context.RequestAborted);
        Notes = await notes.ListAsync(CaseId, Flow, Context.RequestAborted);
    }

    private string FlowAt(int flow) => Urls.WithQuery(Urls.Flow(Root, flow), [.. Query.Filter]);

    private async Task SaveNoteAsync()
    {
        await notes.AddAsync(CaseId, Flow, Note?.Author, Note?.Text, Note?.Stance, Note?.Cause, Context.RequestAborted);
        AuthorCookie.Remember(Context, Note?.Author);
        navigation.NavigateTo(Urls.Anchor(Query.At(Here), "team"));
    }

    private async Task DeleteNoteAsync(int note)
    {
        await notes.DeleteAsync(CaseId, note, Context.RequestAborted);
        navigation.NavigateTo(Urls.Anchor(Query.At(Here), "team"));
    }
}
