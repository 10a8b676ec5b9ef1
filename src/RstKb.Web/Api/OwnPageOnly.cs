namespace RstKb.Web.Api;

/// <summary>
/// Lets only this app's own pages and programs change something. A page of another site cannot send a header of its own making without being asked
/// first, and browsers say where a request comes from (Fetch Metadata, or Origin where that is missing).
/// </summary>
internal sealed class OwnPageOnly : IEndpointFilter
{
    /// <summary>The header; its value does not matter.</summary>
    public const string Header = "X-RstKb-Client";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        string? refusal = !request.Headers.ContainsKey(Header)
            ? $"The header {Header} is missing. Send it with any value; it keeps pages of other sites from doing this in your name."
            : IsCrossSite(request) ? "This call came from a page of another site." : null;
        return refusal is null
            ? next(context)
            : ValueTask.FromResult<object?>(ApiProblems.Problem(StatusCodes.Status403Forbidden, "not-from-here", "Not allowed from there", refusal));
    }

    private static bool IsCrossSite(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && new HostString(from.Authority) == new HostString(request.Host.Value ?? ""));
    }
}
