using RstKb.Cases.Flows;
using RstKb.Web.Components.Case;
using RstKb.Web.Components.Home;
using RstKb.Web.Components.Wiki;

namespace RstKb.Web.Components;

/// <summary>What the pages need, and the pages themselves.</summary>
public static class ComponentsSetup
{
    /// <summary>Registers the components and what they show. The articles' folder is expected among the services.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton<ArticleLibrary>();
        services.AddScoped(provider => provider.GetRequiredService<ArticleLibrary>().Current);
        services.AddScoped(provider => provider.GetRequiredService<LibraryState>().Catalogue);
        services.AddScoped(provider => provider.GetRequiredService<LibraryState>().Search);
        services.AddScoped(provider => provider.GetRequiredService<LibraryState>().Titles);
        services.AddSingleton(provider => new CauseNames(() =>
        {
            var titles = provider.GetRequiredService<ArticleLibrary>().Current.Titles;
            return new Dictionary<string, string>(titles.All) { [FlowFilter.NoCause] = titles.Of(null) };
        }));
        services.AddScoped<SiteSearch>();
        services.AddSingleton<SampleCaptures>();
        services.AddSingleton<ArticleDiagrams>();
        services.AddSingleton<FinishedOverviews>();
        services.AddSingleton<Share.ShareGate>();
        services.AddSingleton<Share.SharedViews>();
        return services;
    }

    /// <summary>Serves the pages and their files. The antiforgery middleware has to stand before it.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapWiki();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
