using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RstKb.Cases;
using RstKb.Cases.Intake;
using RstKb.Diagnosis;
using RstKb.Web.Api;
using RstKb.Web.Components;
using RstKb.Web.Components.Wiki;

namespace RstKb.Web.Hosting;

/// <summary>Puts the app together: services first, then the way of a request.</summary>
public static class RstKbHost
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    /// <summary>Registers every part.</summary>
    public static void AddRstKb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ConfigurationManager configuration = builder.Configuration;
        CaseSettings settings = HostSettings.Cases(configuration);

        // A page of another site that makes its own name point to this machine must not be answered.
        if (string.IsNullOrWhiteSpace(configuration["AllowedHosts"]))
        {
            configuration["AllowedHosts"] = HostSettings.ListensOnlyHere(configuration) ? "localhost;127.0.0.1;[::1]" : "*";
        }

        if (HostSettings.SaysNoAddress(configuration))
        {
            builder.WebHost.UseUrls(HostSettings.DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        // Without it an app that was built and not published finds its styles and scripts in development only.
        builder.WebHost.UseStaticWebAssets();
        ServeBuiltFiles(builder);
        // Open pages hold a connection each; a stop that waited half a minute for them would keep the next start from the port.
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = LongestStop);
        AddLogging(builder.Logging);

        string keys = Path.Combine(settings.DataFolder, "keys");
        CaptureVault.MakeFolder(settings.DataFolder);
        CaptureVault.MakeFolder(keys);
        builder.Services.AddDataProtection().SetApplicationName("RstKb").PersistKeysToFileSystem(new DirectoryInfo(keys));

        builder.Services.AddSingleton(HostSettings.Limits(configuration));
        builder.Services.AddSingleton<CaptureAnalyst>();
        builder.Services.AddCases(settings);
        builder.Services.AddHostedService<AnalysisService>();
        builder.Services.AddSingleton<WarmUp>();
        builder.Services.AddSingleton<IFirstView>(static provider => provider.GetRequiredService<WarmUp>());

        builder.Services.AddSingleton(ContentFolder.Find(configuration["RSTKB_CONTENT"]));

        builder.Services.AddPageCompression();
        builder.Services.AddApiProblems();
        builder.Services.AddPages();
    }

    /// <summary>Prepares the data folder, loads the articles and lays the way of a request.</summary>
    public static async Task UseRstKbAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.Services.GetRequiredService<CaseStart>().PrepareAsync();
        app.Services.GetRequiredService<ArticleLibrary>();

        WarmUp warmUp = app.Services.GetRequiredService<WarmUp>();
        app.Use(warmUp.Remember);
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        // A scope of their own: the page that failed may have used up the services of its request.
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseApiProblems();
        app.UseArticleRedirects();
        app.UseAntiforgery();
        app.MapRstKbApi();
        app.MapPages();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            SayReady(app);
            _ = Task.Run(() => warmUp.RunAsync(app.Lifetime.ApplicationStopping));
        });
    }

    // A built app watches its files for edits, and for that sends them uncompressed and has them asked for anew by each page. Only who edits them wants that.
    private static void ServeBuiltFiles(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
            builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        }
    }

    // Warnings of the framework and whatever RstKb itself says. Request lines are left out: they would hold the tokens of share links.
    private static void AddLogging(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddFilter("System", LogLevel.Warning);

    private static void SayReady(WebApplication app)
    {
        ICollection<string> addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.Out.WriteLine($"RstKb is ready at {string.Join(" and ", addresses)}");
    }
}
