using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RstKb.Cases;
using RstKb.Cases.Intake;

namespace RstKb.Web.Api;

/// <summary>Progress as server-sent events, of a case or of an upload that its sender named. The last event has state <c>done</c> or <c>failed</c>; then the stream ends.</summary>
internal static class ProgressApi
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    // Proxies cut streams that are silent for long.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    // A page may listen before its upload has begun.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapProgress(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{id}/progress", OfCaseAsync);
        api.MapGet("/uploads/{upload:guid}/progress", OfUploadAsync);
    }

    private static async Task<IResult> OfCaseAsync(HttpContext context, string id, ProgressBoard board, CaseStore cases, IHostApplicationLifetime life)
    {
        if (board.OfCase(id) is { } progress)
        {
            return Stream(context, progress, life);
        }

        CaseSummary? ended = await cases.FindAsync(id, context.RequestAborted);
        return ended is null ? ApiProblems.NoSuchCase() : Send(context, One(ProgressEvent.Of(ended, Urls.Case(id))));
    }

    private static async Task<IResult> OfUploadAsync(HttpContext context, Guid upload, ProgressBoard board, IHostApplicationLifetime life) =>
        await board.OfUploadAsync(upload, Patience, context.RequestAborted) is { } progress
            ? Stream(context, progress, life)
            : ApiProblems.Problem(StatusCodes.Status404NotFound, "no-such-upload", "No such upload", "No upload with this id has begun, or it ended long ago.");

    private static ServerSentEventsResult<string> Stream(HttpContext context, CaseProgress progress, IHostApplicationLifetime life) =>
        Send(context, FollowAsync(progress, Urls.Case(progress.Now.CaseId), life.ApplicationStopping, context.RequestAborted));

    private static ServerSentEventsResult<string> Send(HttpContext context, IAsyncEnumerable<SseItem<string>> events)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(events);
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        CaseProgress progress, string url, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        ProgressSnapshot? sent = null;
        TimeSpan silent = TimeSpan.Zero;
        while (!end.IsCancellationRequested)
        {
            ProgressSnapshot now = progress.Now;
            silent += Pace;
            if (now != sent || silent >= Silence)
            {
                yield return Item(ProgressEvent.Of(now, url));
                sent = now;
                silent = TimeSpan.Zero;
            }

            if (now.IsLast)
            {
                yield break;
            }

            await Task.WhenAny(progress.Ended, Task.Delay(Pace, end.Token));
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> One(ProgressEvent what)
    {
        yield return Item(what);
        await Task.CompletedTask;
    }

    private static SseItem<string> Item(ProgressEvent what) => new(JsonSerializer.Serialize(what, ApiJson.Default.ProgressEvent));
}
