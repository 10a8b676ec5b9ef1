using Microsoft.AspNetCore.Http.HttpResults;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Cases.Sharing;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Ladder;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Api;

/// <summary>
/// <c>GET /c/{case}/f/{flow}/ladder.svg</c>, and the same below a share link and its preview: a flow's ladder as one SVG file, folded and numbered as the page's
/// query says.
/// </summary>
internal static class LadderPictureApi
{
    private const string SvgType = "image/svg+xml";

    public static void MapLadderPictures(this IEndpointRouteBuilder app)
    {
        app.MapGet("/c/{id}/f/{flow:int}/ladder.svg", OfCaseAsync);
        app.MapGet("/s/{token}/f/{flow:int}/ladder.svg", (HttpContext context, string token, int flow, SharedViews views, FlowStore flows, CauseTitles titles) =>
            OfViewAsync(context, views.FindAsync(context, token, null, null), flow, flows, titles));
        app.MapGet("/c/{id}/preview/{terms}/f/{flow:int}/ladder.svg", (HttpContext context, string id, string terms, int flow, SharedViews views, FlowStore flows, CauseTitles titles) =>
            OfViewAsync(context, views.FindAsync(context, null, id, terms), flow, flows, titles));
    }

    private static async Task<IResult> OfCaseAsync(HttpContext context, string id, int flow, FlowStore flows, StoredFlows stored, CauseTitles titles)
    {
        if (await flows.FindAsync(id, flow, context.RequestAborted) is { } found)
        {
            return Picture(context, found.Timeline, found.Report, titles);
        }

        return await stored.FindAsync(id, flow, context.RequestAborted) is { Segments.Count: > 0 } timeline ? Picture(context, timeline, null, titles) : TypedResults.NotFound();
    }

    private static async Task<IResult> OfViewAsync(HttpContext context, Task<SharedView?> finding, int flow, FlowStore flows, CauseTitles titles)
    {
        if (await finding is not { IsOpen: true, Case: { Scope: not ShareScope.Verdicts } shared } || await flows.FindAsync(shared.CaseId, flow, context.RequestAborted) is not { } found)
        {
            return TypedResults.NotFound();
        }

        FlowDetails seen = shared.Lens.Flow(found);
        return Picture(context, seen.Timeline, seen.Report, titles);
    }

    private static RazorComponentResult<LadderPicture> Picture(HttpContext context, FlowTimeline timeline, ResetReport? report, CauseTitles titles)
    {
        FlowQuery query = FlowQueries.Of(context.Request.Query, CaseQuery.Parse(""));
        LadderModel model = LadderModel.Build(timeline, report, new LadderOptions { ShowAll = query.All, OpenRuns = query.OpenRuns.ToHashSet(), Around = query.Packet });
        string what = report is null ? "not reset" : VerdictWords.Title(report, titles);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"flow-{timeline.Flow}.svg\"";
        return new RazorComponentResult<LadderPicture>(new Dictionary<string, object?>
        {
            [nameof(LadderPicture.Timeline)] = timeline,
            [nameof(LadderPicture.Report)] = report,
            [nameof(LadderPicture.Model)] = model,
            [nameof(LadderPicture.ShowAbsolute)] = query.Absolute,
            [nameof(LadderPicture.Title)] = $"Flow {Figures.Count(timeline.Flow)}: {timeline.Client} to {timeline.Server}, {what}",
        })
        { ContentType = SvgType };
    }
}
