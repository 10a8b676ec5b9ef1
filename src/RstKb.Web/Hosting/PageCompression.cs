using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;

namespace RstKb.Web.Hosting;

/// <summary>
/// Compresses pages, which are made for each request; styles and scripts were compressed when the app was built. A page's only secrets are the forms' tokens,
/// which are drawn anew each time, so that the length of an answer tells nothing of them.
/// </summary>
internal static class PageCompression
{
    /// <summary>Registers it for HTML and nothing else: reports and captures are large, and whoever wants them small asks for gzip themselves.</summary>
    public static IServiceCollection AddPageCompression(this IServiceCollection services)
    {
        // A few milliseconds more than the fastest, and a sixth less to send.
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Fastest);
        return services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [MediaTypeNames.Text.Html];
        });
    }
}
