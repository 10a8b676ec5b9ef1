using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>The articles as people use them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WikiTests(BrowserFixture fixture)
{
    [Fact]
    public async Task NoteWithoutScript_IsWrittenEditedAndKeepsItsHistory()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: false);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/causes/load-balancer-idle");

        await page.GetByLabel("Note", new PageGetByLabelOptions { Exact = true }).FillAsync("Our balancer forgets after **350 s**.");
        await page.GetByLabel("Your name").Last.FillAsync("Maja");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save note" }).ClickAsync();
        ILocator note = page.Locator("#notes .comment").Last;
        await Expect(note.Locator("strong").First).ToHaveTextAsync("350 s");

        await note.Locator("summary", new LocatorLocatorOptions { HasText = "Edit" }).ClickAsync();
        await note.GetByLabel("The note's text").FillAsync("Since May it forgets after **400 s**.");
        await note.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save this version" }).ClickAsync();

        note = page.Locator("#notes .comment").Last;
        await Expect(note.Locator(".note-text").First).ToContainTextAsync("400 s");
        await note.Locator("summary", new LocatorLocatorOptions { HasText = "1 older version" }).ClickAsync();
        await Expect(note.Locator(".history")).ToContainTextAsync("350 s");
        await Expect(note.Locator(".history")).ToContainTextAsync("Maja");

        await page.GotoAsync("/search?q=May%20forgets%20400");
        await Expect(page.Locator("[data-results] a[href='/causes/load-balancer-idle#notes']")).ToContainTextAsync("Note by Maja");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SampleOfAnArticle_OpensOnItsFlowAndStandsInNoList(bool script)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: script);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/causes/half-open");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Open the sample capture" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/c/[a-z0-9]+/f/\\d+"));
        await Expect(page.Locator(".rstrow")).ToBeVisibleAsync();
        string address = Regex.Match(page.Url, "/c/[a-z0-9]+").Value;
        await page.GotoAsync("/cases");
        await Expect(page.Locator($"a[href^='{address}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ResultsWhileTyping_AreChosenWithTheKeyboard()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/causes/half-open");

        await page.Keyboard.PressAsync("/");
        ILocator box = page.Locator("[data-suggest]");
        await Expect(box).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ECONNREFUSED");
        await Expect(page.Locator(".suggest [role=option]").First).ToContainTextAsync("Nothing listens on this port");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", new Regex("-0$"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/causes/closed-port"));
    }

    [Fact]
    public async Task SearchPage_FollowsTheTypingAndItsAddress()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/search");
        await Expect(page.Locator("main a[href='/guides/which-is-mine']")).ToBeVisibleAsync();

        await page.Locator("main [data-search]").FillAsync("conection refused");

        await Expect(page.Locator("[data-results] a.hit").First).ToHaveAttributeAsync("href", "/causes/closed-port");
        await Expect(page.Locator("[data-results]")).ToContainTextAsync("Showing connection");
        await Expect(page).ToHaveURLAsync(new Regex("q=conection%20refused"));
        await page.Locator("main [data-search]").PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/causes/closed-port"));
    }

    [Fact]
    public async Task TableOfTimers_IsSortedWithoutScript()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: false);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/guides/idle-timers");

        ILocator head = page.Locator("table", new PageLocatorOptions { HasText = "AWS ALB" }).Locator("th a", new LocatorLocatorOptions { HasText = "Seconds" });
        await head.ClickAsync();
        ILocator table = page.Locator("table", new PageLocatorOptions { HasText = "AWS ALB" });
        await Expect(table.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Seconds");
        await Expect(table.Locator("tbody tr").First.Locator("td").Nth(1)).ToHaveTextAsync("30");
    }
}
