using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>The list of cases as somebody uses it, with script and without.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CasesPageTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CaseIsLookedForByHost_FilteredAndOrdered_TheAddressHoldsAllAndTheTeamsVerdictIsTold(bool script)
    {
        await using IBrowserContext maker = await fixture.NewVisitorAsync();
        string flow = await CasePageTests.CaseOfAsync(maker, Samples.File("on-path-injection")) + "/f/0";
        IPage page = await maker.NewPageAsync();
        await page.GotoAsync(flow);
        string host = (await page.Locator("h1").InnerTextAsync()).Split(' ')[0];
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Not a problem" }).ClickAsync();
        await Expect(page.Locator(".verd .teamsays")).ToBeVisibleAsync();
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: script);
        page = await visitor.NewPageAsync();
        await page.GotoAsync("/cases");

        await page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = "Name, file, host or note" }).FillAsync(host);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"/cases\\?q={Regex.Escape(host)}$"));
        await page.Locator("summary", new PageLocatorOptions { HasText = "Main cause" }).ClickAsync();
        await page.Locator(".listmenu a", new PageLocatorOptions { HasText = "A box on the path forged the reset" }).ClickAsync();
        await Expect(page.Locator(".tok")).ToContainTextAsync("A box on the path forged the reset");
        await page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Resets" }).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($"/cases\\?q={Regex.Escape(host)}&cause=on-path-injection&sort=-resets$"));
        await Expect(page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Resets" })).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(page.Locator("tbody tr", new PageLocatorOptions { HasText = "on-path-injection.pcapng" }).First.Locator(".team")).ToContainTextAsync("not a problem");
        await Expect(page.Locator("main .btn.p")).ToHaveCountAsync(1);
        if (script)
        {
            Assert.Empty(await page.ViolationsAsync());
        }

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Remove: main cause is" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/cases\\?q={Regex.Escape(host)}&sort=-resets$"));
    }

    [Fact]
    public async Task SmallWindow_TheListIsOrderedByItsMenu()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(390, 844);
        await CasePageTests.CaseOfAsync(visitor, Samples.File("closed-port"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/cases");

        await page.Locator("summary", new PageLocatorOptions { HasText = "Newest first" }).ClickAsync();
        Assert.Empty(await page.ViolationsAsync());
        LocatorBoundingBoxResult menu = (await page.Locator(".listmenu[open] .pop").BoundingBoxAsync())!;
        Assert.True(menu.X >= 0 && menu.X + menu.Width <= 390, "The menu leaves the window.");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Name, A to Z" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/cases\\?sort=name$"));
        await Expect(page.Locator("summary", new PageLocatorOptions { HasText = "Name, A to Z" })).ToBeVisibleAsync();
    }
}
