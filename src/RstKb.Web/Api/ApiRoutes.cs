namespace RstKb.Web.Api;

/// <summary>The HTTP API, one file for each resource.</summary>
internal static class ApiRoutes
{
    public static void MapRstKbApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        api.MapCaptures();
        api.MapProgress();
        api.MapReports();
        api.MapFlowTable();
        api.MapPackets();
        api.MapCases();
        app.MapHealth();
        app.MapSharedSlices();
        app.MapLadderPictures();
    }
}
