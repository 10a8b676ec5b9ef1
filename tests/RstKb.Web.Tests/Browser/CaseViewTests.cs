using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>What a person can do on a case's page, and that its address tells it: the span of time, the chosen row, the columns, the keys.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CaseViewTests(BrowserFixture fixture)
{
    private const int Connections = 400;

    [Fact]
    public async Task SpanIsDragged_HandlesChangeItAndEscapeClearsIt()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await OpenAsync(visitor);
        LocatorBoundingBoxResult plot = (await page.Locator("svg.otime").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(plot.X + (plot.Width * .25f), plot.Y + 80);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width * .5f), plot.Y + 80, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();

        await Expect(page).ToHaveURLAsync(new Regex(@"\?from=[^&]+&to=[^&]+$"));
        await Expect(page.Locator(".brushchip")).ToContainTextAsync("resets");
        await Expect(page.Locator(".tok")).ToHaveCountAsync(2);
        string dragged = page.Url;
        ILocator end = page.Locator("[data-handle=to]");
        await end.FocusAsync();
        int bar = int.Parse((await end.GetAttributeAsync("aria-valuenow"))!);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(end).ToHaveAttributeAsync("aria-valuenow", $"{bar - 1}");
        await Expect(end).ToBeFocusedAsync();
        Assert.Equal(Part(dragged, "from"), Part(page.Url, "from"));
        Assert.NotEqual(Part(dragged, "to"), Part(page.Url, "to"));

        LocatorBoundingBoxResult start = (await page.Locator("[data-handle=from]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + 2, plot.Y + 80, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator("[data-handle=from]")).ToHaveAttributeAsync("aria-valuenow", "0");

        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".brushchip")).ToHaveCountAsync(0);
        Assert.DoesNotContain("from=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpanIsTyped_SameViewWithoutDragging()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: false);
        string address = await CasePageTests.CaseOfAsync(visitor, await ManyResets.FileAsync(Connections));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);

        await page.Locator(".facets summary").ClickAsync();
        await page.Locator(".facets input[name=to]").FillAsync("2025-11-17T13:50:01");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Filter by time" }).ClickAsync();

        await Expect(page.Locator(".fbar")).ToContainTextAsync("100 of 400");
    }

    [Fact]
    public async Task RowIsChosen_AddressNamesItAndBackFromTheFlowComesToIt()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await OpenAsync(visitor, "?benign=0");
        ILocator row = page.Locator(".flowbox [data-at='4']");

        await row.FocusAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"\?row=4&benign=0$"));
        string flow = (await row.GetAttributeAsync("href"))!;
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/f/"));
        Assert.EndsWith(flow, page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.Locator(".flowbox [data-at='4']")).ToHaveAttributeAsync("aria-current", "true");

        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "?row=300");
        await Expect(page.Locator(".flowbox [data-at='300']")).ToBeInViewportAsync();
        await Expect(page.Locator(".flowbox [data-at='300']")).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task TableIsSortedFilteredAndScrolled_PaperShowsWhatIsSeenAndSaysWhichRowsTheyAre()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await OpenAsync(visitor, "?sort=-server");
        await page.Locator("#flows").ScrollIntoViewIfNeededAsync();
        await page.Locator(".flowbox").EvaluateAsync("box => { box.scrollTop = 33 * 200; }");
        ILocator seen = page.Locator(".flowbox [data-at='206']");
        await Expect(seen).ToBeInViewportAsync();
        string flow = await seen.InnerTextAsync();

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Expect(seen).ToHaveTextAsync(flow);
        await Expect(page.Locator(".flowbox .room").First).ToBeHiddenAsync();
        await Expect(page.Locator("#flows .url")).ToContainTextAsync(new Regex("Rows 1[6-9]. to 2[0-9]{2} of 400"));
        await Expect(page.Locator("#flows .url")).ToContainTextAsync("the others are in the case");
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task TableIsScrolledAndSorted_RowsAreThereAndANewOrderBeginsAtItsTop(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        IPage page = await OpenAsync(visitor);
        ILocator box = page.Locator(".flowbox");
        await Expect(box.Locator("[data-at='399']")).ToHaveCountAsync(0);

        await page.Locator("#flows .url").ScrollIntoViewIfNeededAsync();
        await box.EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");
        await Expect(box.Locator("[data-at='399']")).ToBeInViewportAsync();
        await box.EvaluateAsync("box => { window.wasEmpty = 0; const look = () => { window.wasEmpty += box.querySelector('.line') ? 0 : 1; requestAnimationFrame(look); }; look(); }");
        await box.Locator("[data-focus='sort-Server']").ClickAsync();

        await Expect(box.Locator("[data-at='0']")).ToBeInViewportAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"\?sort=server$"));
        Assert.Equal(0, await page.EvaluateAsync<int>("window.wasEmpty"));
    }

    [Fact]
    public async Task RowsAreWalkedByKey_TableFollowsBeyondTheRowsThatWereThere()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await OpenAsync(visitor);
        await page.Locator(".flowbox [data-at='0']").FocusAsync();

        for (int press = 1; press <= 60; press++)
        {
            await page.Keyboard.PressAsync("j");
            await Expect(page.Locator($".flowbox [data-at='{press}']")).ToBeFocusedAsync();
        }

        await Expect(page.Locator(".flowbox [data-at='60']")).ToBeInViewportAsync();
        await Expect(page.Locator(".flowbox [aria-current]")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("row=60$"));
    }

    [Fact]
    public async Task ColumnsAreChosen_TheyAreKeptAndTheUsualOnesComeBack()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await OpenAsync(visitor);
        ILocator heads = page.Locator(".flowbox th");

        await page.Locator(".columns summary").ClickAsync();
        await page.Locator(".columns").GetByLabel("Started at").CheckAsync();
        await page.Locator(".columns").GetByLabel("Effect").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show these" }).ClickAsync();
        await Expect(heads.Filter(new LocatorFilterOptions { HasText = "Started at" })).ToBeVisibleAsync();
        await Expect(heads.Filter(new LocatorFilterOptions { HasText = "Effect" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(heads.Filter(new LocatorFilterOptions { HasText = "Started at" })).ToBeVisibleAsync();

        await page.Locator(".columns summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "The usual ones" }).ClickAsync();
        await Expect(heads.Filter(new LocatorFilterOptions { HasText = "Effect" })).ToBeVisibleAsync();
        await Expect(heads.Filter(new LocatorFilterOptions { HasText = "Started at" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task CauseIsAboutSilence_TableShowsHowLongItWas()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("half-open"));
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync(address + "?overview");
        await Expect(page.Locator("#flows th").Filter(new LocatorFilterOptions { HasText = "Stage" }).First).ToBeVisibleAsync();
        await page.GotoAsync(address + "?cause=half-open");

        await Expect(page.Locator("#flows th").Filter(new LocatorFilterOptions { HasText = "Silence" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task KeysArePressed_TheyWalkFilterCopyAndHide()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        await visitor.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        IPage page = await OpenAsync(visitor);

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#groups [data-row]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("cause="));
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#notice")).ToContainTextAsync("Copied");
        Assert.StartsWith("tcp.stream", await page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("b");
        await Expect(page).ToHaveURLAsync(new Regex("benign=0"));
        await Expect(page.Locator("[data-key-benign]")).ToHaveTextAsync("Show benign");
        await page.Keyboard.PressAsync("b");
        await Expect(page).Not.ToHaveURLAsync(new Regex("benign=0"));
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator(".top [data-search]")).ToBeFocusedAsync();
    }

    private static string Part(string address, string name) => Regex.Match(address, $"{name}=([^&]+)").Groups[1].Value;

    private static async Task<IPage> OpenAsync(IBrowserContext visitor, string query = "")
    {
        string address = await CasePageTests.CaseOfAsync(visitor, await ManyResets.FileAsync(Connections));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + query);
        await Expect(page.Locator(".flowbox[data-live] .line").First).ToBeVisibleAsync();
        return page;
    }
}
