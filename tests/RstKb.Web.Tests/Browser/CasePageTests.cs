using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>Finding one's way in a case: the filter menu, its keys, what is taken along, and several files at once.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CasePageTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task FilterIsChosenByKey_TokenAndAddressShowItAndBackUndoesIt(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        string all = await page.Locator(".fbar").InnerTextAsync();

        await page.Keyboard.PressAsync("f");
        await Expect(page.Locator(".facets .pop")).ToBeVisibleAsync();
        await page.Locator(".facets a").Filter(new LocatorFilterOptions { HasText = "Benign" }).ClickAsync();

        await Expect(page.Locator(".tok")).ToContainTextAsync("effect is");
        await Expect(page).ToHaveURLAsync(new Regex("harm=benign"));
        await page.GoBackAsync();
        await Expect(page.Locator(".tok")).ToHaveCountAsync(0);
        Assert.Equal(all, await page.Locator(".fbar").InnerTextAsync());
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task HeadOfAColumnIsChosen_OrderStandsInTheAddressAndTheFocusStays(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        ILocator rows = page.Locator(".flowbox[data-live] .line");
        await Expect(rows.First).ToBeVisibleAsync();
        ILocator head = page.Locator(".flowbox[data-live] a[data-focus='sort-Server']"), column = page.Locator(".flowbox[data-live] th", new PageLocatorOptions { Has = page.Locator("[data-focus='sort-Server']") });

        await head.PressAsync("Enter");
        await Expect(column).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?sort=server$"));
        await head.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?sort=-server$"));

        await Expect(head).ToBeFocusedAsync();
        string first = await rows.First.InnerTextAsync();
        await Expect(page.Locator(".facets a").First).ToHaveAttributeAsync("href", new Regex("sort=-server"));
        await page.ReloadAsync();
        await Expect(rows.First).ToHaveTextAsync(first, new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        await page.GoBackAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "ascending");
    }

    [Fact]
    public async Task FilterIsTakenAwayOrADialogClosed_FocusStays()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?harm=harmful");

        await page.Locator(".tok a").PressAsync("Enter");
        await Expect(page.Locator(".facets summary")).ToBeFocusedAsync();
        ILocator share = page.Locator("a.btn.p", new PageLocatorOptions { HasText = "Share" });
        await share.PressAsync("Enter");
        await Expect(page.Locator("#share-title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(share).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("next, previous group or flow");
        await Expect(page.Locator("dialog[open]")).Not.ToContainTextAsync("previous, next packet");
        await page.Keyboard.PressAsync("Escape");
        await Expect(share).ToBeFocusedAsync();
        Assert.EndsWith(address, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerIsStartedAgain_PageSaysSoAndComesBackAsItWas()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?level=likely&sort=-server");
        await Expect(page.Locator(".flowbox[data-live] .line").First).ToBeVisibleAsync();
        string rows = await page.Locator(".flowbox tbody").InnerTextAsync();
        await page.EvaluateAsync("document.body.dataset.before = 'yes'");

        fixture.App.Stop();
        await Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync("Not live");
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await fixture.App.StartAsync();

        await Expect(page.Locator("body:not([data-before]) .flowbox[data-live] .line").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        Assert.EndsWith("?level=likely&sort=-server", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator(".tok")).ToContainTextAsync("level is");
        await Expect(page.Locator(".flowbox tbody")).ToHaveTextAsync(rows, new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task FilterMenuIsOpenedBesideManyTokens_AllOfItIsInTheWindow(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?cause=syn-scan&sentBy=client&harm=benign&level=likely&server=0.0.0.0%2F1&q=scan");

        await page.Locator(".facets summary").ClickAsync();

        LocatorBoundingBoxResult menu = (await page.Locator(".facets .pop").BoundingBoxAsync())!;
        Assert.True(menu.X >= 0 && menu.X + menu.Width <= width, $"from {menu.X} to {menu.X + menu.Width}");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task TextIsTheNameOfACause_ItsFlowsAreShownAndTheAddressKeepsItsOrder()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CaseOfAsync(visitor, Samples.File("closed-port"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?overview&sort=-server&benign=0");

        await page.Locator(".tablefind input[name=q]").FillAsync("nothing listens");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex(@"\?q=nothing\+listens&sort=-server&benign=0$"));
        await Expect(page.Locator(".flowbox .line").First).ToContainTextAsync("Nothing listens on this port");
    }

    [Fact]
    public async Task NoFlowMatches_PageSaysWhatEachPartOfTheFilterCosts()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync(address + "?harm=benign&client=203.0.113.99");

        await Expect(page.Locator("#flows")).ToContainTextAsync("No flow matches.");
        await Expect(page.Locator("#flows")).ToContainTextAsync("Without client is 203.0.113.99 there");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1440)]
    public async Task FlowTable_CutsNoTimeSilenceConfidenceOrEffect(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        string address = await CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Locator(".flowbox[data-live] .line").First).ToBeVisibleAsync();

        string[] cut = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.flowbox .line .m, .flowbox .line .tag, .flowbox th')].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible').map(e => e.innerText)");
        double right = await page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('.flowbox .tag')].map(e => e.getBoundingClientRect().right))");

        Assert.Empty(cut);
        Assert.True(right <= await page.EvaluateAsync<double>("document.querySelector('.flowbox').getBoundingClientRect().right"), "The last column ends outside the table.");
    }

    [Fact]
    public async Task PacketIsChosen_ItsBytesAreReadFromTheCapture()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CaseOfAsync(visitor, Inputs.File("injected-resets.pcapng"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "/f/0");

        await Expect(page.Locator("[data-bytes] mark").First).ToHaveTextAsync("40");
        await page.Locator("#p18").ClickAsync();
        await Expect(page.Locator("[data-bytes-note]")).ToContainTextAsync("66 bytes of headers");
        Assert.DoesNotContain("HTTP", await page.Locator("[data-bytes]").InnerTextAsync());
        await page.Locator("[data-bytes-payload]").ClickAsync();
        await Expect(page.Locator("[data-bytes]")).ToContainTextAsync("0070");
    }

    [Fact]
    public async Task SeveralFilesAreChosen_EachBecomesACase()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");

        await page.SetInputFilesAsync("[data-file]", [Samples.File("closed-port"), Samples.File("time-wait"), Samples.File("benign")]);

        await Expect(page.Locator("[data-uploads] li")).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-uploads] [data-u=open]:visible")).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-uploads] [data-u=text]").Nth(2)).ToContainTextAsync("with a reset");
        await page.Locator("[data-uploads] [data-u=open]").Nth(1).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("time-wait.pcapng");
    }

    internal static async Task<string> CaseOfAsync(IBrowserContext visitor, string file)
    {
        IAPIResponse answer = await visitor.APIRequest.PutAsync($"/api/v1/captures?name={Path.GetFileName(file)}", new APIRequestContextOptions
        {
            Headers = new Dictionary<string, string> { ["X-RstKb-Client"] = "test", ["Content-Type"] = "application/octet-stream" },
            DataByte = await File.ReadAllBytesAsync(file),
        });
        Assert.Equal(201, answer.Status);
        string address = (await answer.JsonAsync())!.Value.GetProperty("url").GetString()!;
        Assert.Equal(200, (await visitor.APIRequest.GetAsync($"/api/v1/cases/{address[(address.LastIndexOf('/') + 1)..]}/report")).Status);
        return address;
    }
}
