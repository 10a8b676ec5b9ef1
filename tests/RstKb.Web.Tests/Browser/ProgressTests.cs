using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>The progress panel of a capture that is read: from the page that sends it to the case's own, its figures only grow.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ProgressTests(BrowserFixture fixture)
{
    private const int Connections = 60_000;

    [Fact]
    public async Task CaseOpensWhileItIsRead_PanelGoesOnWhereItStoodBeforeAnyEvent()
    {
        string file = await ManyResets.FileAsync(Connections, "goes-on.pcap");
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        await using IBrowserContext reader = await fixture.NewVisitorAsync(script: false);
        IPage page = await visitor.NewPageAsync();
        // The case's events never come, so that what is shown is what the page brought with it.
        await page.RouteAsync("**/api/v1/cases/*/progress", _ => Task.CompletedTask);
        await page.AddInitScriptAsync(
            """
            window.packets = [];
            const look = () => {
              const part = [...document.querySelectorAll('[data-p=packets]')].find(shown => shown.offsetParent);
              if (part) { window.packets.push(Number(part.textContent.replaceAll(',', ''))); }
              requestAnimationFrame(look);
            };
            look();
            """);
        await page.GotoAsync("/");

        await page.SetInputFilesAsync("[data-file]", file);
        await page.WaitForURLAsync(new Regex("/c/"));
        ILocator panel = page.Locator("[data-progress][data-events]");
        await ShowsWhatArrivedAsync(panel);
        IPage plain = await reader.NewPageAsync();
        await plain.GotoAsync(page.Url);
        await ShowsWhatArrivedAsync(plain.Locator("[data-progress]"));

        double[] packets = await page.EvaluateAsync<double[]>("window.packets");
        Assert.Contains(packets, shown => shown > 0);
        Assert.Equal(packets.Order(), packets);
        await panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator("[data-drop]")).ToBeVisibleAsync();
    }

    private static async Task ShowsWhatArrivedAsync(ILocator panel)
    {
        await Expect(panel.Locator("[data-p=bytes]")).ToHaveTextAsync("8.40 MB of 8.40 MB");
        await Expect(panel.Locator("[data-p=percent]")).ToHaveTextAsync("100 %");
        await Expect(panel.Locator("[data-p=packets]")).ToHaveTextAsync(new Regex(@"^1[12]\d,\d{3}$"));
        await Expect(panel.Locator("[data-p=resetShare]")).ToHaveTextAsync("100 % of all flows");
        await Expect(panel.Locator("[data-step=examine]")).ToHaveClassAsync("now");
        await Expect(panel).ToContainTextAsync("All of it has arrived.");
        await Expect(panel.GetByText("Causes follow")).ToBeHiddenAsync();
    }
}
