using Microsoft.AspNetCore.Http.Features;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Web.Components.Case;

namespace RstKb.Web.Api;

/// <summary>Packets out of a stored capture: the bytes of one, and whole flows as pcapng.</summary>
internal static class PacketsApi
{
    private const string PcapngType = "application/x-pcapng";

    public static void MapPackets(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{id}/packets/{number:long}", PacketAsync);
        api.MapGet("/cases/{id}/flows/{flow:int}/capture", FlowAsync);
        api.MapGet("/cases/{id}/flows.pcapng", FlowsAsync);
    }

    private static async Task<IResult> PacketAsync(string id, long number, StoredPackets packets, CancellationToken cancellationToken, int payload = 0) =>
        await packets.FindAsync(id, number, payload, cancellationToken) is { } found ? TypedResults.Json(found, ApiJson.Default.PacketBytes) : Gone();

    private static Task<IResult> FlowAsync(HttpContext context, string id, int flow, StoredPackets packets) =>
        WriteAsync(context, id, [flow], $"flow-{flow}.pcapng", packets);

    // The flows that the case's page shows for the same query, as many as one excerpt takes.
    private static async Task<IResult> FlowsAsync(HttpContext context, string id, CaseOverviews overviews, StoredPackets packets)
    {
        CaseQuery query = CaseQuery.Parse(context.Request.QueryString.Value ?? "");
        IReadOnlyList<int> flows = await overviews.NumbersAsync(id, query.Filter, StoredPackets.MostFlows, context.RequestAborted);
        return flows.Count == 0 ? Gone() : await WriteAsync(context, id, flows, $"flows-{id}.pcapng", packets);
    }

    private static async Task<IResult> WriteAsync(HttpContext context, string id, IReadOnlyCollection<int> flows, string name, StoredPackets packets)
    {
        // The writer is synchronous: it stands between two synchronous readers.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        Stream Open()
        {
            context.Response.ContentType = PcapngType;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            return context.Response.Body;
        }

        return await packets.WriteAsync(id, flows, Open, null, context.RequestAborted) ? TypedResults.Empty : Gone();
    }

    private static IResult Gone() => ApiProblems.Problem(
        StatusCodes.Status404NotFound, "no-such-packets", "Not stored", "There is no such case or packet, or the case's capture was deleted. Verdicts and timelines stay without it.");
}
