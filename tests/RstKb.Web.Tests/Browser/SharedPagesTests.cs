using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>What stands behind a link that was shared, and the pages that say why an upload was not taken, as others see them: both widths, both themes.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SharedPagesTests(BrowserFixture fixture)
{
    private const string Password = "blue heron";

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task LinkWithAPassword_AsksForItAndEveryPageBehindItIsAccessible(int width, ColorScheme scheme)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width, 900, scheme);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("time-wait"));
        IPage page = await visitor.NewPageAsync();
        string link = await ShareAsync(page, address);
        var faults = new List<string>();

        await page.GotoAsync(link);
        faults.AddRange(await FaultsAsync(page));
        await page.GetByLabel("Password").FillAsync("grey heron");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToContainTextAsync("This is not the password");
        faults.AddRange(await FaultsAsync(page));
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("body")).ToContainTextAsync("read only");

        foreach (string place in new[] { link + "?group=cause", link + "/f/1", link + "/f/1/compare", "/s/AAAAAAAAAAAAAAAAAAAAAA" })
        {
            await page.GotoAsync(place);
            faults.AddRange(await FaultsAsync(page));
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task PagesThatSayWhyAFileWasNotTaken_AreAccessible(int width, ColorScheme scheme)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width, 900, scheme);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        var faults = new List<string>();
        string[] kinds = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-refused]')].map(part => part.dataset.refused)");

        foreach (string kind in kinds)
        {
            await page.EvaluateAsync("kind => document.querySelectorAll('[data-home], [data-refused]').forEach(part => { part.hidden = part.dataset.refused !== kind; })", kind);
            faults.AddRange((await FaultsAsync(page)).Select(fault => $"{kind}: {fault}"));
        }

        Assert.Contains("broke", kinds);
        Assert.Empty(faults);
    }

    private static async Task<string> ShareAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "?share");
        await page.Locator("[name='Input.Password']").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create link" }).ClickAsync();
        string text = await page.Locator(".linkrow [data-copy]").First.GetAttributeAsync("data-copy") ?? "";
        return new Uri(text).AbsolutePath;
    }

    private static async Task<List<string>> FaultsAsync(IPage page)
    {
        List<string> faults = [.. (await page.ViolationsAsync()).Select(fault => $"{page.Url}: {fault}")];
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            faults.Add($"{page.Url}: scrolls sideways");
        }

        return faults;
    }
}
