using Microsoft.AspNetCore.Antiforgery;
using RstKb.Cases;
using RstKb.Cases.Intake;
using RstKb.Knowledge;
using RstKb.Web.Components.Home;

namespace RstKb.Web.Components.Wiki;

/// <summary>What belongs to the articles and is no page: samples, sources, addresses of renamed articles.</summary>
internal static class WikiEndpoints
{
    private const string CaptureType = "application/vnd.tcpdump.pcap";

    public static void MapWiki(this WebApplication app)
    {
        app.MapGet("/samples/{file}", static (string file, SampleCaptures samples) =>
            samples.PathOf(file) is { } path ? Results.File(path, CaptureType, file) : Results.NotFound());
        app.MapPost("/samples/{file}/open", OpenAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapGet("/causes/{slug}.md", static (string slug, ArticleCatalogue articles) => Source(articles.Find(ArticleKind.Cause, slug)));
        app.MapGet("/guides/{slug}.md", static (string slug, ArticleCatalogue articles) => Source(articles.Find(ArticleKind.Guide, slug)));
        app.MapWikiFeeds();
    }

    /// <summary>Sends who asks for a renamed article to its new address, for good. It has to stand before the routing of pages.</summary>
    public static void UseArticleRedirects(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var path = context.Request.Path;
        if ((path.StartsWithSegments("/causes") || path.StartsWithSegments("/guides"))
            && context.RequestServices.GetRequiredService<ArticleLibrary>().Current.Catalogue.RedirectOf(path.Value!) is { } target)
        {
            context.Response.Redirect(target, permanent: true);
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static IResult Source(Article? article) =>
        article is null ? Results.NotFound() : Results.Text(article.Markdown.TrimStart(), "text/markdown; charset=utf-8");

    private static async Task<IResult> OpenAsync(
        string file, string? flow, HttpContext context, SampleCaptures samples, SampleCases cases, ArticleDiagrams diagrams)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            return Results.Text("This form is too old. Go back, load the page again and try once more.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (samples.PathOf(file) is not { } path)
        {
            return Results.Text("There is no such sample.", statusCode: StatusCodes.Status404NotFound);
        }

        try
        {
            string id = await cases.OpenAsync(path, context.RequestAborted);
            return Results.LocalRedirect(flow is not null && diagrams.Of(path) is { } diagram ? Urls.Flow(Urls.Case(id), diagram.Timeline.Flow) : Urls.Case(id));
        }
        catch (UploadRefusedException refusal)
        {
            return Results.Text(refusal.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
