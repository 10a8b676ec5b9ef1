using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>What can be measured of a page's looks: no window is too small or too large, nothing jumps while it loads, paper holds what the screen promises.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LayoutTests(BrowserFixture fixture)
{
    private const double MostShift = .02;

    // 320 px is a window of 1280 px at 400 %.
    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1440)]
    [InlineData(2560)]
    public async Task EveryPage_FitsTheWindowAndStandsStillWhileItLoads(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        await visitor.AddInitScriptAsync(
            """
            window.shift = 0;
            window.moved = [];
            const name = node => node ? `${node.nodeName.toLowerCase()}.${node.className?.baseVal ?? node.className ?? ''}` : 'what is gone';
            new PerformanceObserver(list => {
              for (const entry of list.getEntries().filter(entry => !entry.hadRecentInput)) {
                window.shift += entry.value;
                window.moved.push(...entry.sources.map(source => `${name(source.node)} from ${Math.round(source.previousRect.top)} to ${Math.round(source.currentRect.top)}`));
              }
            }).observe({ type: 'layout-shift', buffered: true });
            """);
        var faults = new List<string>();
        foreach (string address in await AddressesAsync(visitor))
        {
            IPage page = await visitor.NewPageAsync();
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await Expect(page.Locator("main")).ToBeVisibleAsync();
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var more)
            {
                faults.Add($"{address} is {more} px too wide");
            }

            if (await page.EvaluateAsync<double>("window.shift") is > MostShift and var shift)
            {
                faults.Add($"{address} shifts by {shift}: {await page.EvaluateAsync<string>("window.moved.slice(0, 6).join('; ')")}");
            }

            await page.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData(1440, 24)]
    [InlineData(2560, 400)]
    public async Task Content_StandsInTheMiddleOfWhatTheRailLeaves(int width, int leastRoom)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync("/cases");

        double[] room = await page.EvaluateAsync<double[]>(
            "(() => { const box = document.querySelector('main h1').closest('.row').getBoundingClientRect(); return [box.left - document.querySelector('.rail').getBoundingClientRect().right, innerWidth - box.right]; })()");
        Assert.Equal(room[0], room[1], 2.0);
        Assert.True(room[0] >= leastRoom, $"{room[0]} px beside the content");
    }

    [Fact]
    public async Task VeryWideWindow_ThePacketStandsBesideTheLadder()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(2560);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("time-wait"));
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync(address + "/f/1");

        LocatorBoundingBoxResult ladder = (await page.Locator("#tl").BoundingBoxAsync())!, packet = (await page.Locator("#packet").BoundingBoxAsync())!, verdict = (await page.Locator(".verd").BoundingBoxAsync())!;
        Assert.Equal(ladder.Y, packet.Y, 1.0);
        Assert.Equal(ladder.Y, verdict.Y, 1.0);
        Assert.True(ladder.X + ladder.Width < packet.X && packet.X + packet.Width < verdict.X, "The three do not stand side by side.");
    }

    [Fact]
    public async Task SmallWindow_AFlowIsTwoLinesThatHideNothingBesideThem()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(390, 844);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        ILocator row = page.Locator(".flowbox[data-live] .line").First;

        await Expect(row.Locator(".vcell")).ToBeVisibleAsync();

        LocatorBoundingBoxResult place = (await row.BoundingBoxAsync())!;
        Assert.InRange(place.Height, 50, 58);
        foreach (string part in (string[])[".at", ".vcell", "a.m", ".from", ".to"])
        {
            LocatorBoundingBoxResult box = (await row.Locator(part).BoundingBoxAsync())!;
            Assert.True(box.X >= place.X && box.X + box.Width <= place.X + place.Width && box.Y >= place.Y && box.Y + box.Height <= place.Y + place.Height, part + " leaves its row.");
        }
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    public async Task MenuIsOpened_AllOfItIsInTheWindow(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width, 844);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan"));
        foreach (string place in (string[])[address, address + "/f/0"])
        {
            IPage page = await visitor.NewPageAsync();
            await page.GotoAsync(place);
            foreach (ILocator menu in await page.Locator("details.menu:visible").AllAsync())
            {
                await menu.Locator("summary").ClickAsync();
                LocatorBoundingBoxResult box = (await menu.Locator(".pop").BoundingBoxAsync())!;
                Assert.True(box.X >= 0 && box.X + box.Width <= width, $"{place}: from {box.X} to {box.X + box.Width}");
                await page.Keyboard.PressAsync("Escape");
            }
        }
    }

    [Fact]
    public async Task CaseIsPrinted_TheFlowsStandInATableThatSaysHowFarItGoes()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(718, 1000);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Locator(".flowbox[data-live] .line").First).ToBeVisibleAsync();

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Expect(page.Locator(".flowbox .line:visible")).ToHaveCountAsync(12);
        await Expect(page.Locator("#flows")).ToContainTextAsync("Rows 1 to 12 of 12");
        double[] edges = await page.EvaluateAsync<double[]>("[Math.max(...[...document.querySelectorAll('#flows td, #flows th')].map(cell => cell.getBoundingClientRect().right)), document.querySelector('#flows').getBoundingClientRect().right]");
        Assert.True(edges[0] <= edges[1] + 1, $"The table ends at {edges[0]}, its card at {edges[1]}.");
    }

    [Fact]
    public async Task KeyForTheNextRow_LeavesOutWhatIsOnPaperOrFoldedOnly()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Locator(".flowbox[data-live] .line").First).ToBeVisibleAsync();

        for (var press = 0; press < 20; press++)
        {
            await page.Keyboard.PressAsync("j");
            await Expect(page.Locator("[data-row]:focus")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task SharedLinkWithPassword_IsAskedForItAndOpened()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("half-open"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?share");
        await page.Locator("input[name='Input.Password']").FillAsync("open sesame");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("Create link") }).ClickAsync();
        string link = (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "See what they see" }).GetAttributeAsync("href"))!;

        await using IBrowserContext other = await fixture.NewVisitorAsync(390, 844);
        page = await other.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Open" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not the password");
        await page.GetByLabel("Password").FillAsync("open sesame");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Open" }).ClickAsync();

        await Expect(page.GetByText("Shared with you")).ToBeVisibleAsync();
    }

    private static async Task<string[]> AddressesAsync(IBrowserContext visitor)
    {
        string many = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan")), one = await CasePageTests.CaseOfAsync(visitor, Samples.File("close-with-unread-data"));
        string pair = await CasePageTests.CaseOfAsync(visitor, Samples.File("time-wait"));
        return
        [
            "/", "/cases", "/causes", "/guides", "/causes/close-with-unread-data", "/guides/idle-timers", "/guides/reading-a-reset", "/search?q=connection%20reset%20by%20peer", "/search?q=zzzzqq",
            "/calibration", "/keys", "/no-such-page", "/error", many, many + "?client=192.0.2.250&cause=closed-port", many + "?share", one + "/f/0", one + "/f/0?all=1&seq=abs&t=utc", one + "/f/0?view=table", one + "?overview", pair + "/f/1/compare",
        ];
    }
}
