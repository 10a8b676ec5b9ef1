using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>Before a link exists its maker sees what it would show; after its end who was sent it sees when that was.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SharePreviewTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PreviewIsAskedFor_ItShowsTheChosenTermsAndMakesNoLink(bool script)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(script: script);
        string address = await CasePageTests.CaseOfAsync(visitor, await ManyResets.FileAsync(20));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?share&view=" + Uri.EscapeDataString("?server=10.0.80.1:9092"));

        await page.Locator("[name='Input.Scope'][value=verdicts]").CheckAsync();
        await page.Locator("[name='Input.ReplaceAddresses']").CheckAsync();
        await page.Locator("[name='Input.Password']").FillAsync("blue heron");
        IPage preview = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Preview what they will see" }).ClickAsync());

        await Expect(preview.Locator(".share-b")).ToContainTextAsync("there is no link yet");
        await Expect(preview.Locator(".share-b")).ToContainTextAsync("verdicts only, no packets");
        await Expect(preview.Locator(".fbar")).ToContainTextAsync("10 of 20");
        Assert.DoesNotContain("10.0.80.", await preview.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("heron", preview.Url, StringComparison.Ordinal);
        await preview.Locator("#flows [data-row]").First.ClickAsync();
        await Expect(preview.Locator("main")).ToContainTextAsync("Packets are not part of this link.");
        Assert.Equal(0, await preview.Locator("form[method=post]").CountAsync());
        await page.GotoAsync(address + "?share");
        await Expect(page.Locator(".dlgfoot")).ToContainTextAsync("No link is live.");
    }

    [Fact]
    public async Task LinkIsMade_ItIsOnTheClipboardAndSaysItsEndWhenRevoked()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        await visitor.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("syn-scan"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "?share");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create link and copy" }).ClickAsync();
        await Expect(page.Locator("#notice")).ToContainTextAsync("Link copied");
        string link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(await page.Locator(".linkrow [data-copy]").First.GetAttributeAsync("data-copy"), link);
        await page.Locator("button[aria-label^='Revoke']").ClickAsync();
        await Expect(page.Locator(".dlgfoot")).ToContainTextAsync("No link is live.");

        IResponse ended = (await page.GotoAsync(link))!;
        Assert.Equal(404, ended.Status);
        await Expect(page.Locator("h1")).ToHaveTextAsync(new Regex(@"^This link ended on \d+ [A-Z][a-z]+ \d{4}$"));
        await page.GotoAsync("/s/AAAAAAAAAAAAAAAAAAAAAA");
        await Expect(page.Locator("h1")).ToHaveTextAsync("This link leads nowhere");
    }
}
