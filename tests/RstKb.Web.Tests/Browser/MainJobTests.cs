using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>The whole way: drop a capture, read why, follow the article, share the link, and find the case again after a restart.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class MainJobTests(BrowserFixture fixture)
{
    [Fact]
    public async Task CaptureIsDropped_VerdictArticleLinkAndRestartAllWork()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SendAsync(page, Samples.File("syn-scan"));

        await page.WaitForURLAsync(CaseAddress());
        string caseAddress = new Uri(page.Url).AbsolutePath;
        await Expect(page.GetByText("Who sent the resets")).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing listens on this port");

        await page.GotoAsync(caseAddress + "/f/0");
        ILocator verdict = page.Locator(".verd");
        await Expect(verdict).ToContainTextAsync("Likely");
        await Expect(page.Locator(".rstrow")).ToBeVisibleAsync();
        string title = (await page.Locator(".verd h2.cause").First.InnerTextAsync()).Trim();

        await page.Locator(".verd a[href^='/causes/']").Filter(new LocatorFilterOptions { HasText = title }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/causes/"));
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "How to confirm it" })).ToBeVisibleAsync();

        string shared = await ShareAsync(page, caseAddress);
        await ReadSharedAsync(shared);

        await fixture.App.RestartAsync();
        await page.GotoAsync("/");
        await Expect(page.Locator($"a[href='{caseAddress}']").First).ToBeVisibleAsync();
        await page.GotoAsync(caseAddress);
        await Expect(page.GetByText("Who sent the resets")).ToBeVisibleAsync();
        await ReadSharedAsync(shared);
    }

    [Fact]
    public async Task CaptureWithOneReset_OpensOnItsFlow()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SendAsync(page, Samples.File("on-path-injection"));

        await page.WaitForURLAsync(new Regex("/c/[a-z0-9]+/f/0"));
        await Expect(page.Locator(".verd")).ToContainTextAsync("a device on the path");
        await Expect(page.Locator(".lad.mid .end.M")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task EvidencePacketIsChosen_ItsRowAndHeaderFieldsAreShown()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SendAsync(page, Inputs.File("injected-resets.pcapng"));
        await page.WaitForURLAsync(new Regex("/c/[a-z0-9]+/f/0"));

        await page.Locator(".evl .pref").Filter(new LocatorFilterOptions { HasText = "#18" }).First.ClickAsync();

        await Expect(page.Locator("#p18")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page).ToHaveURLAsync(new Regex("p=18"));
    }

    [Fact]
    public async Task CaptureIsDeleted_CaseAndTimelineStay()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SendAsync(page, Samples.File("half-open"));
        await page.WaitForURLAsync(new Regex("/c/[a-z0-9]+/f/0"));
        string flow = new Uri(page.Url).AbsolutePath;

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "half-open.pcapng" }).First.ClickAsync();
        await page.Locator("summary[aria-label='More']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete the capture only" }).ClickAsync();
        await page.Locator("summary[aria-label='More']").ClickAsync();
        await Expect(page.GetByText("The uploaded file was deleted.")).ToBeVisibleAsync();

        await page.GotoAsync(flow);
        await Expect(page.Locator(".rstrow")).ToBeVisibleAsync();
        await Expect(page.Locator(".verd")).ToContainTextAsync("One side lost the connection");
    }

    [Fact]
    public async Task FileIsNoCapture_PageSaysWhatItIsAndKeepsNothing()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("rstkb-text-").FullName, "notes.pcap");
        await File.WriteAllTextAsync(file, "10:00:01.000000 IP 10.0.0.1.51234 > 10.0.0.9.443: Flags [R], seq 1, length 0\n");
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await page.SetInputFilesAsync("[data-file]", file);

        await Expect(page.Locator("main")).ToContainTextAsync("text file");
        await page.GotoAsync("/cases");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("notes.pcap");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.App.DataFolder, "incoming")));
    }

    [Fact]
    public async Task CaptureWithoutReset_SaysHowItsConnectionsEnded()
    {
        byte[] capture = await File.ReadAllBytesAsync(Samples.File("syn-scan"));
        string file = Path.Combine(Directory.CreateTempSubdirectory("rstkb-cut-").FullName, "one-syn.pcapng");
        await File.WriteAllBytesAsync(file, UpToFirstPacket(capture));
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await UploadTests.SendAsync(page, file);

        await page.WaitForURLAsync(CaseAddress());
        await Expect(page.Locator("main")).ToContainTextAsync("no resets");
        await Expect(page.Locator("main")).ToContainTextAsync("No answer to the SYN");
    }

    private async Task<string> ShareAsync(IPage page, string caseAddress)
    {
        await page.GotoAsync(caseAddress + "?share");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create link" }).ClickAsync();
        ILocator link = page.Locator(".linkrow");
        await Expect(link).ToContainTextAsync("/s/");
        return SharedAddress().Match(await link.InnerTextAsync()).Value;
    }

    /// <summary>In a browser that has never been here: the case is there, and nothing on it can be changed.</summary>
    private async Task ReadSharedAsync(string shared)
    {
        await using IBrowserContext stranger = await fixture.NewVisitorAsync();
        IPage page = await stranger.NewPageAsync();
        await page.GotoAsync(shared);
        await Expect(page.Locator("body")).ToContainTextAsync("read only", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await Expect(page.Locator("body")).ToContainTextAsync("Nothing listens on this port");
        Assert.Equal(0, await page.Locator("form[method=post]").CountAsync());
        Assert.DoesNotContain(shared[(shared.LastIndexOf('/') + 1)..], await page.TitleAsync());
    }

    /// <summary>The capture's section and interface blocks and its first packet block, which is a SYN.</summary>
    private static byte[] UpToFirstPacket(byte[] capture)
    {
        const uint enhancedPacket = 6;
        int at = 0;
        while (true)
        {
            uint type = BitConverter.ToUInt32(capture, at);
            at += BitConverter.ToInt32(capture, at + 4);
            if (type == enhancedPacket)
            {
                return capture[..at];
            }
        }
    }

    [GeneratedRegex("/c/[a-z0-9]+$")]
    private static partial Regex CaseAddress();

    [GeneratedRegex("/s/[A-Za-z0-9_-]+")]
    private static partial Regex SharedAddress();
}
