namespace RstKb.Web.Hosting;

/// <summary>Answers HEAD as GET without the body (RFC 9110, 9.3.2), as monitors and checkers of links ask; the framework's pages take GET only.</summary>
internal static class HeadRequests
{
    // What the API streams can be long, and is worth nothing without its body.
    private const string Streams = "/api";

    /// <summary>Call it before the routing. The server itself leaves out the body.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsHead(request.Method) && !request.Path.StartsWithSegments(Streams))
        {
            request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
