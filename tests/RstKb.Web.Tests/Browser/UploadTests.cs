using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>Ways a capture comes in, and what happens when a person changes their mind, leaves, loses the connection, or has sent the same one before.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class UploadTests(BrowserFixture fixture)
{
    private const int Connections = 20_000;
    private const int SlowBytesPerSecond = 100_000;
    private const int AnySpeed = -1;

    [Fact]
    public async Task TabIsClosedWhileTheCaptureIsRead_AnalysisGoesOnToItsEnd()
    {
        string file = await ManyResets.FileAsync(Connections, "closed-tab.pcap");
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        await page.SetInputFilesAsync("[data-file]", file);
        await page.WaitForURLAsync(CaseAddress());
        string id = page.Url[(page.Url.LastIndexOf('/') + 1)..];

        await page.CloseAsync();

        string last = (await (await visitor.APIRequest.GetAsync($"/api/v1/cases/{id}/progress")).TextAsync()).TrimEnd().Split('\n')[^1];
        Assert.Contains("\"state\":\"done\"", last, StringComparison.Ordinal);
        Assert.Contains($"\"resets\":{Connections}", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UploadIsCancelled_NothingIsAskedAndNothingIsKept()
    {
        string file = await ManyResets.FileAsync(Connections, "cancelled.pcap");
        string incoming = Path.Combine(fixture.App.DataFolder, "incoming");
        string[] before = Directory.GetFiles(incoming);
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        page.Dialog += (_, dialog) => throw new InvalidOperationException($"The page asked: {dialog.Message}");
        await page.GotoAsync("/");
        await SlowDownAsync(visitor, page);
        Task<IRequest> sending = page.WaitForRequestAsync(new Regex("upload="));
        await page.SetInputFilesAsync("[data-file]", file);
        string upload = UploadId().Match((await sending).Url).Groups[1].Value;
        await Expect(page.Locator("[data-p=bytes]")).Not.ToContainTextAsync("0 B of");

        await Expect(page.GetByText("Causes follow once the whole capture is here.")).ToBeVisibleAsync();
        Task<IRequest> deleting = page.WaitForRequestAsync(request => request.Method == "DELETE");
        await page.Locator("[data-cancel]").ClickAsync();

        await deleting;
        await Expect(page.Locator("[data-drop]")).ToBeVisibleAsync();
        string end = await (await visitor.APIRequest.GetAsync($"/api/v1/uploads/{upload}/progress")).TextAsync();
        Assert.Contains("\"state\":\"failed\"", end, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(incoming).Except(before));
        await page.GotoAsync("/cases?q=cancelled.pcap");
        await Expect(page.Locator("main")).ToContainTextAsync("No case matches");
    }

    [Fact]
    public async Task ConnectionIsLost_PageSaysWhereAndResumeSendsTheRest()
    {
        string file = await ManyResets.FileAsync(Connections, "broken.pcap");
        using var cut = new CutConnection(fixture.App.Address, bytes: 1_000_000);
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(cut.Address);

        await page.SetInputFilesAsync("[data-file]", file);
        await Expect(page.Locator("[data-progress]:not([data-events]) [data-p=packets]")).Not.ToHaveTextAsync("0");
        cut.Cut();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "The upload broke off" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-refused=broke] [data-r=arrived]")).ToHaveTextAsync(new Regex(@"^[\d,]+ bytes$"));
        cut.Mend();
        Task<IRequest> rest = page.WaitForRequestAsync(new Regex("offset=[1-9]"));
        await page.Locator("[data-resume]").ClickAsync();

        await rest;
        await page.WaitForURLAsync(CaseAddress());
        await Expect(page.Locator(".say1")).ToContainTextAsync($"{Connections:N0} ended in a reset", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
    }

    [Fact]
    public async Task ConnectionIsLostWhileAnotherPageIsRead_UploadPageSaysSoAndResumes()
    {
        string file = await ManyResets.FileAsync(Connections, "broken-elsewhere.pcap");
        using var cut = new CutConnection(fixture.App.Address, bytes: 1_000_000);
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(cut.Address);
        await page.SetInputFilesAsync("[data-file]", file);
        await Expect(page.Locator("[data-progress]:not([data-events]) [data-p=packets]")).Not.ToHaveTextAsync("0");
        await page.Locator(".rail a[href='/causes']").ClickAsync();
        await Expect(page.Locator("[data-home]")).ToHaveCountAsync(0);

        cut.Cut();
        await Expect(page.Locator("#notice")).ToContainTextAsync("broken-elsewhere.pcap broke off.");
        cut.Mend();
        await page.Locator(".rail a.n[href='/']").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "The upload broke off" })).ToBeFocusedAsync();
        await page.Locator("[data-resume]").ClickAsync();

        await page.WaitForURLAsync(CaseAddress());
    }

    [Fact]
    public async Task SameBytesComeAgain_BothChoicesAreOffered()
    {
        string file = await ManyResets.FileAsync(40, "twice.pcap");
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        string earlier = await CasePageTests.CaseOfAsync(visitor, file);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        ILocator heading = page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "You have this capture already" });

        await page.SetInputFilesAsync("[data-file]", file);
        await Expect(heading).ToBeFocusedAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("twice.pcap, opened");
        await page.Locator("[data-earlier]").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(earlier + @"\?overview$"));
        await page.GotoAsync("/cases?q=twice.pcap");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);

        await page.GotoAsync("/");
        await page.SetInputFilesAsync("[data-file]", file);
        await Expect(heading).ToBeVisibleAsync();
        await page.Locator("[data-anew]").ClickAsync();
        await Expect(page.Locator(".say1")).ToContainTextAsync("40 ended in a reset");
        await page.GotoAsync("/cases?q=twice.pcap");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task CaptureIsPasted_ItIsTaken()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");

        await page.EvaluateAsync(
            "bytes => { const held = new DataTransfer(); held.items.add(new File([new Uint8Array(bytes)], 'pasted.pcapng')); document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true })); }",
            (await File.ReadAllBytesAsync(await ManyResets.FileAsync(31))).Select(value => (int)value).ToArray());

        await page.WaitForURLAsync(new Regex("/c/"));
        await Expect(page.Locator(".say1")).ToContainTextAsync("31 ended in a reset");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task FilesAreDroppedOnAnotherPage_TheyAreTakenThereToo(int count)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/cases");
        int[] bytes = [.. (await File.ReadAllBytesAsync(await ManyResets.FileAsync(32 + count))).Select(value => (int)value)];

        await page.EvaluateAsync(
            """
            ([bytes, count]) => {
              const held = new DataTransfer();
              for (let at = 0; at < count; at++) { held.items.add(new File([new Uint8Array(bytes)], `dropped-${count}-${at}.pcapng`)); }
              for (const name of ['dragenter', 'dragover', 'drop']) { document.body.dispatchEvent(new DragEvent(name, { dataTransfer: held, bubbles: true, cancelable: true })); }
            }
            """,
            new object[] { bytes, count });

        if (count == 1)
        {
            await page.WaitForURLAsync(CaseAddress());
            await Expect(page.Locator(".say1")).ToContainTextAsync("33 ended in a reset");
        }
        else
        {
            await Expect(page.Locator("[data-uploads] [data-u=open]:visible")).ToHaveCountAsync(count);
        }
    }

    [Fact]
    public async Task FileIsTooLarge_NoByteIsSent()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        var sent = new List<string>();
        page.Request += (_, request) => { if (request.Method == "PUT") { sent.Add(request.Url); } };
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.querySelector('[data-drop]').dataset.max = '100'");

        await page.SetInputFilesAsync("[data-file]", Samples.File("closed-port"));

        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Too large for this server" })).ToBeFocusedAsync();
        await Expect(page.Locator("[data-refused='too-large'] .lede")).ToContainTextAsync("Nothing of it was sent.");
        await Expect(page.Locator("[data-refused='too-large'] .cmd")).ToHaveCountAsync(3);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task PageIsLeftWithinTheTabAndComeBackTo_UploadIsStillThere()
    {
        string file = await ManyResets.FileAsync(Connections, "left.pcap");
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync("/");
        ICDPSession network = await SlowDownAsync(visitor, page);
        await page.SetInputFilesAsync("[data-file]", file);
        await Expect(page.Locator("[data-p=bytes]")).Not.ToContainTextAsync("0 B of");

        await page.Locator(".rail a[href='/causes']").ClickAsync();
        await page.WaitForURLAsync(new Regex("/causes$"));
        await Expect(page.Locator("[data-home]")).ToHaveCountAsync(0);
        await page.Locator(".rail a.n[href='/']").ClickAsync();

        await Expect(page.Locator("[data-p=name]")).ToHaveTextAsync("left.pcap");
        await Expect(page.Locator("[data-drop]")).ToBeHiddenAsync();
        await SetSpeedAsync(network, AnySpeed);
        await page.WaitForURLAsync(CaseAddress(), new PageWaitForURLOptions { Timeout = 60_000 });
    }

    /// <summary>Chooses a file on the home page; where another test has sent the same one, it is kept as a case of its own.</summary>
    internal static async Task SendAsync(IPage page, string file)
    {
        await page.SetInputFilesAsync("[data-file]", file);
        ILocator anew = page.Locator("[data-anew]:visible");
        await Expect(anew.Or(page.Locator("main:not(:has([data-home]))")).First).ToBeVisibleAsync();
        if (await anew.CountAsync() > 0)
        {
            await anew.ClickAsync();
        }
    }

    internal static async Task<ICDPSession> SlowDownAsync(IBrowserContext visitor, IPage page)
    {
        ICDPSession network = await visitor.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await SetSpeedAsync(network, SlowBytesPerSecond);
        return network;
    }

    private static async Task SetSpeedAsync(ICDPSession network, int bytesPerSecond) => await network.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
    {
        ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesPerSecond,
    });

    [GeneratedRegex("/c/[a-z0-9]+$")]
    private static partial Regex CaseAddress();

    [GeneratedRegex("upload=([0-9a-f-]+)")]
    private static partial Regex UploadId();
}
