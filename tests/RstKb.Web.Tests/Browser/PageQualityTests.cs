using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>What every page must stand: axe finds nothing, nothing scrolls sideways, no other host is asked, the console stays silent.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PageQualityTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task EveryPage_IsAccessibleAndKeepsToItself(int width, ColorScheme scheme)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width, 900, scheme);
        string capture = await CaseOfAsync(visitor);
        string pair = await CasePageTests.CaseOfAsync(visitor, Samples.File("time-wait"));
        var faults = new List<string>();
        string[] addresses = ["/", "/cases", "/causes", "/causes/closed-port", "/guides", "/guides/reading-a-reset", "/causes/on-path-injection", "/guides/idle-timers?sort=3.2", "/search", "/search?q=conection%20reset%20by%20peer", "/calibration", "/no-such-page", capture, capture + "/f/0", capture + "/f/0?view=table", capture + "/f/0?all=1&t=utc", capture + "?cause=closed-port&harm=harmful", capture + "?client=192.0.2.250&cause=closed-port", capture + "?share", capture + "?from=2020-01-01T00%3A00%3A00Z", capture + "/preview/headers-14-addresses-notes", capture + "/preview/verdicts-14/f/0", pair + "/f/0", pair + "/f/1/compare"];
        // One page for all: each new one is a process of the browser's own.
        IPage page = await visitor.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, message) =>
        {
            // Chromium reports the answer 404 of the page itself.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                said.Add(message.Text);
            }
        };
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(fixture.App.Address, StringComparison.Ordinal))
            {
                said.Add("asks " + request.Url);
            }
        };
        foreach (string address in addresses)
        {
            said.Clear();
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await Expect(page.Locator("main")).ToBeVisibleAsync();
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                said.Add("scrolls sideways");
            }

            said.AddRange(await page.ViolationsAsync());
            faults.AddRange(said.Select(fault => $"{address}: {fault}"));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task WithoutScript_ArticlesSearchAndFlowCanBeRead()
    {
        await using IBrowserContext ordinary = await fixture.NewVisitorAsync();
        string capture = await CaseOfAsync(ordinary);
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: false);
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync("/causes/half-open");
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "On the wire" })).ToBeVisibleAsync();
        await page.GotoAsync("/search?q=ECONNREFUSED");
        await Expect(page.Locator("main a[href='/causes/closed-port']").First).ToBeVisibleAsync();
        await page.GotoAsync(capture + "/f/0");
        await Expect(page.Locator(".verd")).ToContainTextAsync("Likely");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "how often verdicts are right" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "By confidence" })).ToBeVisibleAsync();
        await page.GotoAsync(capture + "/f/0");
        await Expect(page.Locator(".rstrow")).ToBeVisibleAsync();
    }

    private static async Task<string> CaseOfAsync(IBrowserContext visitor)
    {
        IAPIResponse answer = await visitor.APIRequest.PutAsync("/api/v1/captures?name=health-check.pcapng", new APIRequestContextOptions
        {
            Headers = new Dictionary<string, string> { ["X-RstKb-Client"] = "test", ["Content-Type"] = "application/octet-stream" },
            DataByte = await File.ReadAllBytesAsync(Samples.File("syn-scan")),
        });
        Assert.Equal(201, answer.Status);
        string address = (await answer.JsonAsync())!.Value.GetProperty("url").GetString()!;
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.GetByText("Who sent the resets")).ToBeVisibleAsync();
        await page.CloseAsync();
        return address;
    }
}
