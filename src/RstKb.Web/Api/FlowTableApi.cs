using System.Globalization;
using System.Text;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Web.Components.Case;

namespace RstKb.Web.Api;

/// <summary><c>GET /api/v1/cases/{id}/flows.csv</c>: the rows of the flow table as comma-separated values (RFC 4180), with the query of the case's page.</summary>
internal static class FlowTableApi
{
    private const int FlushAfterRows = 2000;

    private const string Head =
        "flow,started_at,reset_at,duration_s,packets,silence_s,client,client_port,server,server_port,flags,bears_address_of,level,cause,confidence,sent_by,harm,stage\r\n";

    public static void MapFlowTable(this IEndpointRouteBuilder api) => api.MapGet("/cases/{id}/flows.csv", WriteAsync);

    private static async Task<IResult> WriteAsync(HttpContext context, string id, CaseStore cases, FlowStore flows)
    {
        CancellationToken aborted = context.RequestAborted;
        if (await cases.FindAsync(id, aborted) is not { State: CaseState.Done })
        {
            return ApiProblems.NoSuchCase();
        }

        CaseQuery query = CaseQuery.Parse(context.Request.QueryString.Value ?? "");
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"flows-{id}.csv\"";
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(Head);
        int rows = 0;
        await foreach (FlowRow row in flows.RowsAsync(id, query.Filter, query.Sort, aborted))
        {
            await writer.WriteAsync(Line(row));
            if (++rows % FlushAfterRows == 0)
            {
                await writer.FlushAsync(aborted);
            }
        }

        await writer.FlushAsync(aborted);
        return TypedResults.Empty;
    }

    // Numbers, addresses and fixed words only: nothing that needs quotes, and nothing that a spreadsheet takes for a formula.
    private static string Line(FlowRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Flow},{row.StartedAt},{row.ResetAt},{row.DurationSeconds:F6},{row.Packets},{row.IdleSeconds:F6},{row.Client.Address},{row.Client.Port},{row.Server.Address},{row.Server.Port},{row.Flags.Replace(',', ' ')},{row.From},{row.Level},{row.Cause},{row.Confidence:F4},{row.SentBy},{row.Harm},{row.Stage}\r\n");
}
