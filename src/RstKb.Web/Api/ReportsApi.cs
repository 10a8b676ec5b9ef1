using System.Text.Json;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Diagnosis.Report;

namespace RstKb.Web.Api;

/// <summary>The report of a case, and one flow of it.</summary>
internal static class ReportsApi
{
    private const int FlushAfterBytes = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{id}/report", ReportAsync);
        api.MapGet("/cases/{id}/flows/{flow:int}", FlowAsync);
    }

    // Who asks right after the upload gets the report as soon as it is there.
    private static async Task<IResult> ReportAsync(HttpContext context, string id, CaseStore cases, FlowStore flows, ProgressBoard board)
    {
        CancellationToken aborted = context.RequestAborted;
        if (board.OfCase(id) is { } progress)
        {
            await Task.WhenAny(progress.Ended, Task.Delay(Patience, aborted));
        }

        CaseDetails? found = await cases.FindAsync(id, aborted);
        switch (found)
        {
            case null:
                return ApiProblems.NoSuchCase();
            case { State: CaseState.Failed }:
                return ApiProblems.Problem(StatusCodes.Status409Conflict, found.FailureCode ?? "failed", "The analysis failed", found.FailureText ?? "The analysis failed.");
            case { Header: { } header }:
                context.Response.ContentType = "application/json; charset=utf-8";
                await WriteAsync(context.Response, header, flows.ReportsAsync(id, aborted), aborted);
                return TypedResults.Empty;
            default:
                context.Response.Headers.RetryAfter = "2";
                return ApiProblems.Problem(StatusCodes.Status409Conflict, "not-ready", "Not ready yet", "The capture is still being analysed. Ask again in a moment, or follow its progress.");
        }
    }

    private static async Task<IResult> FlowAsync(string id, int flow, FlowStore flows, CancellationToken cancellationToken) =>
        await flows.FindAsync(id, flow, cancellationToken) is { } found
            ? TypedResults.Json(found.Report with { Timeline = found.Timeline }, ReportJson.Default.ResetReport)
            : ApiProblems.Problem(StatusCodes.Status404NotFound, "no-such-flow", "No such flow", "There is no such case, or this flow of it holds no reset.");

    // The same bytes as if the whole report were written at once, without holding it.
    private static async Task WriteAsync(HttpResponse response, AnalysisReport header, IAsyncEnumerable<byte[]> resets, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        using JsonDocument head = JsonSerializer.SerializeToDocument(header, ReportJson.Default.AnalysisReport);
        writer.WriteStartObject();
        foreach (JsonProperty property in head.RootElement.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            if (property.Name != "resets")
            {
                property.Value.WriteTo(writer);
                continue;
            }

            writer.WriteStartArray();
            await foreach (byte[] reset in resets.WithCancellation(cancellationToken))
            {
                writer.WriteRawValue(reset, skipInputValidation: true);
                if (writer.BytesPending >= FlushAfterBytes)
                {
                    // The first hands the text to the response, the second waits until the reader has taken it.
                    await writer.FlushAsync(cancellationToken);
                    await response.BodyWriter.FlushAsync(cancellationToken);
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }
}
