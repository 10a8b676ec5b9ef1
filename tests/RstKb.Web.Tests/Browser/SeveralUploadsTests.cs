using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>Several captures sent at once: each has its row, is followed there, and goes on where it broke off.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class SeveralUploadsTests(BrowserFixture fixture)
{
    private const int Connections = 20_000;

    [Fact]
    public async Task ConnectionIsLost_RowsSayAtWhichByteAndResume()
    {
        string[] files = [await ManyResets.FileAsync(Connections, "cut-off.pcap"), await ManyResets.FileAsync(40, "cut-too.pcap")];
        using var cut = new CutConnection(fixture.App.Address, bytes: 1_000_000);
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(cut.Address);
        ILocator rows = page.Locator("[data-uploads] li");
        ILocator first = rows.Filter(new LocatorFilterOptions { HasText = "cut-off.pcap" });
        ILocator second = rows.Filter(new LocatorFilterOptions { HasText = "cut-too.pcap" });

        Task<IRequest> sending = page.WaitForRequestAsync(new Regex("name=cut-off.*upload="));
        await page.SetInputFilesAsync("[data-file]", files);
        await ArrivingAsync(UploadId().Match((await sending).Url).Groups[1].Value);
        cut.Cut();
        await Expect(first).ToContainTextAsync(new Regex("It broke off at byte [1-9][0-9,]+ of 2,800,024; what has arrived is kept for 10 minutes"));
        cut.Mend();
        Task<IRequest> rest = page.WaitForRequestAsync(new Regex("name=cut-off.*offset=[1-9]"));
        await first.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Resume: cut-off.pcap" }).ClickAsync();

        await rest;
        await Expect(first).ToContainTextAsync($"{Connections:N0} flows with a reset, of {Connections:N0}", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(first.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        // Of this one no byte had arrived.
        await second.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Resume: cut-too.pcap" }).ClickAsync();
        await Expect(second).ToContainTextAsync("40 flows with a reset, of 40");
    }

    [Fact]
    public async Task RowsAreSent_TheyAreRedrawnAtMostFourTimesASecondAndToTheEnd()
    {
        string[] files = [await ManyResets.FileAsync(2_000, "paced-a.pcap"), await ManyResets.FileAsync(2_000, "paced-b.pcap")];
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SlowDownAsync(visitor, page);
        await page.EvaluateAsync(
            """
            () => {
              window.redraws = [];
              new MutationObserver(() => window.redraws.push(performance.now())).observe(document.querySelector('[data-uploads]'), { subtree: true, characterData: true, childList: true });
            }
            """);

        await page.SetInputFilesAsync("[data-file]", files);
        await Expect(page.Locator("[data-uploads] [data-u=text]").Filter(new LocatorFilterOptions { HasText = "2,000 flows with a reset, of 2,000" }))
            .ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });

        // The first times are the rows themselves, which come with their list.
        double[] times = (await page.EvaluateAsync<double[]>("window.redraws"))[2..];
        Assert.InRange(times.Length, 8, int.MaxValue);
        Assert.All(times.Zip(times[1..], (earlier, later) => later - earlier), apart => Assert.InRange(apart, 200, double.MaxValue));
    }

    /// <summary>Waits until the program has read of an upload.</summary>
    private async Task ArrivingAsync(string upload)
    {
        using var client = new HttpClient();
        using var events = new StreamReader(await client.GetStreamAsync($"{fixture.App.Address}/api/v1/uploads/{upload}/progress"));
        string? line;
        do
        {
            line = await events.ReadLineAsync();
        }
        while (line is not null && !Arrived().IsMatch(line));
    }

    [GeneratedRegex("\"arrived\":[1-9]")]
    private static partial Regex Arrived();

    [GeneratedRegex("upload=([0-9a-f-]+)")]
    private static partial Regex UploadId();
}
