using RstKb.Knowledge;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Home;
using RstKb.Web.Hosting;

namespace RstKb.Web.Components;

/// <summary>What the pages need, and the pages themselves.</summary>
public static class ComponentsSetup
{
    /// <summary>Registers the components and what they show. The articles and their folder are expected among the services.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton(provider => new CauseTitles(provider.GetRequiredService<ArticleCatalogue>().Articles
            .Where(article => article.Kind == ArticleKind.Cause).ToDictionary(article => article.Slug, article => article.Title)));
        services.AddSingleton(provider => new SampleCaptures(provider.GetRequiredService<ContentFolder>().Path, provider.GetRequiredService<CauseTitles>()));
        services.AddSingleton<FinishedOverviews>();
        return services;
    }

    /// <summary>Serves the pages and their files. The antiforgery middleware has to stand before it.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapGet("/samples/{file}", (string file, SampleCaptures samples) =>
            samples.PathOf(file) is { } path ? Results.File(path, "application/vnd.tcpdump.pcap", file) : Results.NotFound());
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
