using Microsoft.Playwright;

namespace RstKb.Web.Tests.Browser;

/// <summary>What somebody loads who was never here before.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FirstVisitTests(BrowserFixture fixture)
{
    private const double MostBytes = 150_000;

    [Theory]
    [InlineData("/")]
    [InlineData("/causes")]
    [InlineData("/causes/on-path-injection")]
    [InlineData("/guides/idle-timers")]
    [InlineData("/search?q=connection%20reset%20by%20peer")]
    public async Task PageOfTheWiki_IsSmallWithEverythingThatItLoads(string address)
    {
        (double bytes, List<string> loaded) = await LoadAsync(address);

        Assert.True(bytes < MostBytes, $"{bytes:F0} bytes: {string.Join(", ", loaded)}");
        Assert.Single(loaded, file => file.Contains(".css", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, file => file.Contains("/_content/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StyleAndScript_AreKeptByTheBrowser()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        var kept = new Dictionary<string, string>();
        page.Response += (_, answer) =>
        {
            if (answer.Request.ResourceType is "stylesheet" or "script")
            {
                kept[new Uri(answer.Url).AbsolutePath] = answer.Headers.GetValueOrDefault("cache-control", "");
            }
        };

        await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Equal(3, kept.Count);
        Assert.All(kept, file => Assert.Contains("immutable", file.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryStyleSheet_IsNamedOnceInTheOneThatIsServed()
    {
        string folder = Path.Combine(RstKb.Tests.House.Corpus.RepositoryRoot, "src", "RstKb.Web", "wwwroot", "css");
        string[] named = [.. File.ReadLines(Path.Combine(folder, "site.css")).Where(line => line.StartsWith("@import", StringComparison.Ordinal)).Select(line => line.Split('"')[1])];

        // The grid's sheet comes with the grid.
        Assert.Equal(Directory.GetFiles(folder, "*.css").Select(Path.GetFileName).Except(["site.css"]).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private async Task<(double Bytes, List<string> Loaded)> LoadAsync(string address)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        ICDPSession session = await visitor.NewCDPSessionAsync(page);
        var loaded = new List<string>();
        double bytes = 0;
        page.Response += (_, answer) => loaded.Add(new Uri(answer.Url).AbsolutePath);
        await session.SendAsync("Network.enable");
        session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return (bytes, loaded);
    }
}
