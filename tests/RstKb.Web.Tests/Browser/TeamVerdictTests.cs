using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>What the team says of a verdict stands beside it wherever the verdict goes: page, shared view, text, paper.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class TeamVerdictTests(BrowserFixture fixture)
{
    private const string Line = ".verd .teamsays";

    [Fact]
    public async Task TeamNamesAnotherCauseThenAgrees_TheLastStandsBesideTheEnginesVerdictWhichStays()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("on-path-injection"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "/f/0");
        string cause = await page.Locator(".verd h2.cause").InnerTextAsync();
        await Expect(page.Locator(".teamsays")).ToHaveCountAsync(0);

        await page.GetByLabel("Your name").FillAsync("Maja K.");
        await page.GetByText("Other cause…").ClickAsync();
        await page.GetByLabel("Other cause").SelectOptionAsync("closed-port");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Set this cause" }).ClickAsync();

        await Expect(page.Locator(Line)).ToHaveTextAsync(Said("Team: other cause, Nothing listens on this port. Maja K., today"));
        await Expect(page.Locator(Line).GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/causes/closed-port");
        await Expect(page.Locator("#team time")).ToHaveAttributeAsync("title", ExactTime());
        await Expect(page.Locator("#team time")).ToHaveAttributeAsync("datetime", MachineTime());
        Assert.Contains("Team: other cause, Nothing listens on this port. Maja K., ", await page.Locator("[data-key-copy]").GetAttributeAsync("data-copy"), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Agree" }).ClickAsync();

        await Expect(page.Locator(Line)).ToHaveTextAsync(Said("Team: agrees. Maja K., today"));
        await Expect(page.Locator(".verd h2.cause")).ToHaveTextAsync(cause);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(page.Locator(Line + " .onpaper")).ToBeVisibleAsync();
        await Expect(page.Locator(Line + " time")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task LinkIsMade_TheTeamsVerdictGoesWithTheNotesOnly()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(390, 844);
        string address = await CasePageTests.CaseOfAsync(visitor, Samples.File("on-path-injection"));
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address + "/f/0");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Not a problem" }).ClickAsync();

        await Expect(page.Locator(".msum .teamsays")).ToBeVisibleAsync();
        await page.GotoAsync(address + "/preview/verdicts-14-notes/f/0");
        await Expect(page.Locator(".msum .teamsays")).ToContainTextAsync("Team: not a problem. Somebody");
        await page.GotoAsync(address + "/preview/verdicts-14/f/0");
        await Expect(page.Locator(".msum h2.cause")).ToBeVisibleAsync();
        await Expect(page.Locator(".teamsays")).ToHaveCountAsync(0);
        Assert.DoesNotContain("Team:", await page.Locator("[data-key-copy]").GetAttributeAsync("data-copy"), StringComparison.Ordinal);
    }

    // What stands behind it is for paper.
    private static Regex Said(string text) => new("^\\s*" + Regex.Escape(text));

    [GeneratedRegex("^\\d+ [A-Z][a-z]{2} \\d{4}, \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC$")]
    private static partial Regex ExactTime();

    [GeneratedRegex("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$")]
    private static partial Regex MachineTime();
}
