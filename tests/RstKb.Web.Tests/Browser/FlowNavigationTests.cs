using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>Where somebody is after a link, an anchor or a key of the flow page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FlowNavigationTests(BrowserFixture fixture)
{
    [Fact]
    public async Task LinkLeadsToAnotherPage_ItBeginsAtItsTop()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await FlowPageTests.FlowOfAsync(visitor, "on-path-injection"));
        await page.EvaluateAsync("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })");

        await page.Keyboard.PressAsync("a");

        await Expect(page).ToHaveURLAsync(new Regex("/causes/"));
        await Expect(page.Locator("h1")).ToBeInViewportAsync();
        await page.UntilAsync("scrollY === 0");
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task AnchorIsOpened_WhatItNamesStandsBelowTheBars(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        IPage page = await visitor.NewPageAsync();
        string flow = await FlowPageTests.FlowOfAsync(visitor, "on-path-injection");

        foreach (string anchor in (string[])["tl", "why", "settle", "ev-2"])
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync($"{flow}#{anchor}");
            await page.UntilAsync(
                "(() => { const box = document.getElementById(location.hash.slice(1)).getBoundingClientRect(); const at = document.elementFromPoint(box.left + 30, box.top + 8);"
                + " return box.top >= 0 && box.top < innerHeight && document.getElementById(location.hash.slice(1)).contains(at); })()");
        }
    }

    [Fact]
    public async Task RunIsClosedWithTheChosenPacketInIt_ItClosesAndTheResetIsChosen()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await FlowPageTests.FlowOfAsync(visitor, "close-with-unread-data"));
        ILocator run = page.Locator(".lad [data-run]").First;
        int folded = await page.Locator(".lad .pk").CountAsync();

        await run.ClickAsync();
        await Expect(run).ToHaveAttributeAsync("data-run", new Regex("^[0-9]+-[0-9]+$"));
        string first = (await run.GetAttributeAsync("data-run"))!.Split('-')[0];
        await page.Locator("#p" + first).ClickAsync();
        await run.ClickAsync();

        await Expect(page.Locator(".lad .pk")).ToHaveCountAsync(folded);
        await Expect(page.Locator(".pk.on.rstrow")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task RowsAreNotAllThere_KeysReachResetEvidenceAndEnd()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        string flow = await FlowPageTests.DenseAsync(visitor, bulk: 1200, segments: 1300);
        await page.GotoAsync($"{flow}?all=1&p=5");
        string reset = (await page.Locator("[data-reset]").GetAttributeAsync("data-reset"))!;
        await Expect(page.Locator("#p" + reset)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#p" + reset)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator("#p" + reset)).ToBeInViewportAsync();
        await page.GotoAsync($"{flow}?all=1&p=5");
        string last = (await page.Locator(".lad").GetAttributeAsync("data-last"))!;
        await page.Locator(".pk.on").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#p" + last)).ToHaveAttributeAsync("aria-selected", "true");
    }
}
