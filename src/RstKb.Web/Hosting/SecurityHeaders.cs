namespace RstKb.Web.Hosting;

/// <summary>Headers that every answer bears: nothing from other hosts, no framing, no guessing of types, no trace of share links elsewhere.</summary>
internal static class SecurityHeaders
{
    // Radzen and Virtualize set style attributes, hence style-src-attr; style elements and inline scripts stay forbidden.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string PermissionsPolicy = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        IHeaderDictionary headers = context.Response.Headers;
        bool shared = context.Request.Path.StartsWithSegments("/s");
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = shared ? "no-referrer" : "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        if (shared || context.Request.Path.StartsWithSegments("/c"))
        {
            headers["X-Robots-Tag"] = "noindex";
        }

        return next(context);
    });
}
