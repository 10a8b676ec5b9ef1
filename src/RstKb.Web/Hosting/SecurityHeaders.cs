namespace RstKb.Web.Hosting;

/// <summary>Headers that every answer bears: nothing from other hosts, no framing, no guessing of types, no trace of share links elsewhere.</summary>
internal static class SecurityHeaders
{
    // Widths of bars, columns and the room for rows are style attributes, hence style-src-attr; style elements and inline scripts stay forbidden.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string PermissionsPolicy = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// <summary>Sets them when the answer begins: error pages start anew, and the pages' framework adds a policy of its own.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        PathString asked = context.Request.Path;
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, asked);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(IHeaderDictionary headers, PathString asked)
    {
        bool shared = asked.StartsWithSegments("/s");
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = shared ? "no-referrer" : "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        if (shared || asked.StartsWithSegments("/c"))
        {
            headers["X-Robots-Tag"] = "noindex";
        }
    }
}
