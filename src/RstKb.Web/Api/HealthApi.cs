using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Storage;
using RstKb.Knowledge;

namespace RstKb.Web.Api;

/// <summary><c>GET /healthz</c>: 200 while the database answers and the articles are loaded.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/healthz", AnswerAsync);

    private static async Task<IResult> AnswerAsync(IDbContextFactory<CaseDatabase> databases, ArticleCatalogue articles, CancellationToken cancellationToken)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        bool open = await database.Database.CanConnectAsync(cancellationToken);
        return open && articles.Articles.Count > 0
            ? TypedResults.Text("ok\n")
            : TypedResults.Text(open ? "no articles\n" : "no database\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
