using Microsoft.AspNetCore.Http.Features;
using RstKb.Cases.Packets;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Api;

/// <summary><c>GET /s/{token}/f/{flow}/capture</c>: a flow as pcapng for the other side of a share link, as far as the link gives it.</summary>
internal static class SharedSlicesApi
{
    public static void MapSharedSlices(this IEndpointRouteBuilder app) => app.MapGet("/s/{token}/f/{flow:int}/capture", SliceAsync);

    private static async Task<IResult> SliceAsync(HttpContext context, string token, int flow, ShareLinks links, ShareGate gate, StoredPackets packets)
    {
        if (await links.ResolveAsync(token, false, context.RequestAborted) is not { Slices: { } terms } shared || !gate.IsOpen(context, token, shared))
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
