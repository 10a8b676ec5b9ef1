using Microsoft.Playwright;

namespace RstKb.Web.Tests.Browser;

/// <summary>One Chromium and one running program for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Milliseconds. What is awaited comes at once on an idle machine; a busy one may need longer than the library's five seconds.</summary>
    private const int LongestWait = 20_000;

    private IPlaywright? playwright;
    private IBrowser? browser;
    private RunningApp? app;

    public RunningApp App => app ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>A browser that has never been here.</summary>
    public Task<IBrowserContext> NewVisitorAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool script = true, string? zone = null) =>
        browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = App.Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            TimezoneId = zone,
        });

    public async Task InitializeAsync()
    {
        app = await RunningApp.StartNewAsync();
        Assertions.SetDefaultExpectTimeout(LongestWait);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(InstalledChromium.Options());
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>Browser tests share the fixture and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
