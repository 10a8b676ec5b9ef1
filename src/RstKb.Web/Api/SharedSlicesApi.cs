using Microsoft.AspNetCore.Http.Features;
using RstKb.Cases.Packets;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Api;

/// <summary>
/// <c>GET /s/{token}/f/{flow}/capture</c>: a flow as pcapng for the other side of a share link, as far as the link gives it. <c>/c/{caseId}/preview/{terms}</c>
/// gives the same to the person who is about to make one.
/// </summary>
internal static class SharedSlicesApi
{
    public static void MapSharedSlices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{token}/f/{flow:int}/capture", (HttpContext context, string token, int flow, SharedViews views, StoredPackets packets) =>
            SliceAsync(context, views.FindAsync(context, token, null, null), flow, packets));
        app.MapGet("/c/{caseId}/preview/{terms}/f/{flow:int}/capture", (HttpContext context, string caseId, string terms, int flow, SharedViews views, StoredPackets packets) =>
            SliceAsync(context, views.FindAsync(context, null, caseId, terms), flow, packets));
    }

    private static async Task<IResult> SliceAsync(HttpContext context, Task<SharedView?> finding, int flow, StoredPackets packets)
    {
        if (await finding is not { IsOpen: true, Case: { Slices: { } terms } shared })
        {
            return TypedResults.NotFound();
        }

        // The writer is synchronous: it stands between two synchronous readers.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        Stream Open()
        {
            context.Response.ContentType = "application/x-pcapng";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"flow-{flow}.pcapng\"";
            return context.Response.Body;
        }

        return await packets.WriteAsync(shared.CaseId, [flow], Open, terms, context.RequestAborted) ? TypedResults.Empty : TypedResults.NotFound();
    }
}
