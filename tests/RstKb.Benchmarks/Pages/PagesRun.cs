using System.Globalization;
using Microsoft.Playwright;
using RstKb.Benchmarks.Generation;
using RstKb.Web.Tests.Browser;

namespace RstKb.Benchmarks.Pages;

/// <summary>
/// What a person waits for, in a real Chromium and with the program in a process of its own: a large capture is uploaded through the page, then its case is
/// loaded, sorted and filtered. Everything stays on this machine.
/// </summary>
internal sealed class PagesRun(IBrowser browser, RunningApp app)
{
    private const int WantedResets = 31_000;
    private const int WantedPackets = 100;
    private const int Uploads = 5;
    private const int Loads = 12;
    private const float AnalysisLimit = 300_000;

    // How long it takes from the server's word that the case is done to the frame that shows it.
    private const string NoteDone = """
        window.EventSource = class extends EventSource {
          constructor(address) {
            super(address);
            this.addEventListener('message', event => {
              if (JSON.parse(event.data).state !== 'done') { return; }
              const done = performance.now();
              const watcher = new MutationObserver(() => {
                if (!document.getElementById('flows')) { return; }
                watcher.disconnect();
                requestAnimationFrame(() => setTimeout(() => { window.shownAfter = performance.now() - done; }));
              });
              watcher.observe(document, { childList: true, subtree: true });
            });
          }
        };
        """;

    private static readonly string[] SortedColumns = ["Server", "Client", "Packets", "Duration", "Cause", "Reset"];

    private static readonly string[] Facets = ["harm=", "level=", "stage=", "sentBy=", "cause="];

    /// <summary>Measures and prints.</summary>
    /// <param name="capture">A capture with tens of thousands of resets; null to generate one.</param>
    public static async Task RunAsync(string? capture)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("rstkb-pages-");
        try
        {
            capture ??= Generate(Path.Combine(work.FullName, "busy-server.pcap"));
            await using RunningApp app = await RunningApp.StartNewAsync();
            using IPlaywright playwright = await Playwright.CreateAsync();
            await using IBrowser browser = await playwright.Chromium.LaunchAsync(InstalledChromium.Options());
            await new PagesRun(browser, app).MeasureAsync(capture);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Generate(string path)
    {
        TrafficTruth truth;
        using (FileStream file = File.Create(path))
        {
            truth = TrafficGenerator.Cut(seed: 1).Write(file, long.MaxValue, WantedResets);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{new FileInfo(path).Length / 1e6:F0} MB, {truth.Packets:N0} packets, {truth.Flows:N0} flows, {truth.ResetFlows:N0} reset"));
        return path;
    }

    private async Task MeasureAsync(string capture)
    {
        await FirstVisitsAsync();
        // What the browser itself needs for a small page that has the same styles and scripts.
        await LoadsAsync("help page, for comparison", "/keys");
        string address = await AfterTheAnalysisAsync(capture);
        await LoadsAsync("case page", address);
        await AnswersAsync(address);
        await LoadsAsync("flow page of about 100 segments", address + "/f/" + await FlowOfAboutAHundredAsync(address));
    }

    private async Task FirstVisitsAsync()
    {
        foreach (string address in (string[])["/", "/causes", "/causes/on-path-injection"])
        {
            await using IBrowserContext visitor = await NewVisitorAsync();
            IPage page = await visitor.NewPageAsync();
            ICDPSession session = await visitor.NewCDPSessionAsync(page);
            double bytes = 0;
            var hosts = new HashSet<string>();
            page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);
            await session.SendAsync("Network.enable");
            session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  first visit of {address,-31} {bytes / 1000,6:F1} kB from {hosts.Count} host"));
        }
    }

    /// <summary>The capture is uploaded through the page. Measured are how soon its page shows the case, and the first load by somebody else.</summary>
    private async Task<string> AfterTheAnalysisAsync(string capture)
    {
        var shown = new Series("analysis done, to the case in the same page");
        var first = new Series("analysis done, first load elsewhere: paint");
        string address = "";
        for (int upload = 0; upload < Uploads; upload++)
        {
            await using IBrowserContext visitor = await NewVisitorAsync();
            await visitor.AddInitScriptAsync(NoteDone);
            IPage page = await visitor.NewPageAsync();
            await page.GotoAsync("/");
            await page.SetInputFilesAsync("[data-file]", capture);
            await page.WaitForSelectorAsync("#flows, [data-twice]:not([hidden])", new PageWaitForSelectorOptions { Timeout = AnalysisLimit });
            if (await page.Locator("[data-twice] [data-anew]").IsVisibleAsync())
            {
                await page.Locator("[data-twice] [data-anew]").ClickAsync();
                await page.WaitForSelectorAsync("#flows", new PageWaitForSelectorOptions { Timeout = AnalysisLimit });
            }

            await page.WaitForSelectorAsync(".flowbox[data-live] .line");
            address = new Uri(page.Url).AbsolutePath;
            shown.Add(await page.EvaluateAsync<double>("window.shownAfter ?? -1"));
            await page.CloseAsync();
            await using IBrowserContext other = await NewVisitorAsync();
            first.Add((await PageLoad.OfAsync(await other.NewPageAsync(), address)).FirstContent);
        }

        Console.WriteLine(shown);
        Console.WriteLine(first);
        return address;
    }

    /// <summary>Loads by browsers that were never here, and by one that was.</summary>
    private async Task LoadsAsync(string name, string address)
    {
        var server = new Series($"{name}, to the first byte");
        var complete = new Series($"{name}, to the last byte");
        var cold = new Series($"{name}, paint in a new browser");
        var warm = new Series($"{name}, paint in one that was here");
        var html = new Series($"{name}, HTML", "kB");
        var sent = new Series($"{name}, HTML as sent", "kB");
        await using IBrowserContext known = await NewVisitorAsync();
        IPage again = await known.NewPageAsync();
        await PageLoad.OfAsync(again, address);
        for (int round = 0; round < Loads; round++)
        {
            await using IBrowserContext visitor = await NewVisitorAsync();
            cold.Add((await PageLoad.OfAsync(await visitor.NewPageAsync(), address)).FirstContent);
            PageLoad load = await PageLoad.OfAsync(again, address);
            warm.Add(load.FirstContent);
            server.Add(load.FirstByte);
            complete.Add(load.Complete);
            html.Add(load.Html / 1000);
            sent.Add(load.Sent / 1000);
        }

        Console.WriteLine(string.Join(Environment.NewLine, server, complete, cold, warm, html, sent));
    }

    private async Task AnswersAsync(string address)
    {
        await using IBrowserContext visitor = await NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync(".flowbox[data-live] .line");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var sorts = new List<Answer>();
        foreach (string column in SortedColumns)
        {
            sorts.Add(await Answer.ToClickAsync(page, $".flowbox[data-live] a[data-focus='sort-{column}']"));
            sorts.Add(await Answer.ToClickAsync(page, $".flowbox[data-live] a[data-focus='sort-{column}']"));
        }

        var filters = new List<Answer>();
        for (int round = 0; round < 2; round++)
        {
            foreach (string facet in Facets)
            {
                // The least frequent value: its rows are surely others.
                string[] links = await page.EvaluateAsync<string[]>($"[...document.querySelectorAll('.facets .facet a')].filter(a => a.search.includes('{facet}')).map(a => a.getAttribute('href'))");
                if (links.Length < 2)
                {
                    continue;
                }

                filters.Add(await Answer.ToClickAsync(page, $".facets a[href='{links[^1]}']"));
                filters.Add(await Answer.ToClickAsync(page, ".tok a"));
            }
        }

        Print("sort", sorts);
        Print("filter", filters);
    }

    private static void Print(string name, List<Answer> answers)
    {
        var rows = new Series($"{name}, click to other rows");
        var page = new Series($"{name}, click to the whole page");
        foreach (Answer answer in answers)
        {
            rows.Add(answer.Rows);
            page.Add(answer.Page);
        }

        Console.WriteLine(rows);
        Console.WriteLine(page);
    }

    private async Task<int> FlowOfAboutAHundredAsync(string address)
    {
        await using IBrowserContext visitor = await NewVisitorAsync();
        string table = await (await visitor.APIRequest.GetAsync($"/api/v1/cases/{address[(address.LastIndexOf('/') + 1)..]}/flows.csv")).TextAsync();
        return table.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))
            .Select(cells => (Flow: int.Parse(cells[0], CultureInfo.InvariantCulture), Packets: int.Parse(cells[4], CultureInfo.InvariantCulture)))
            .MinBy(flow => Math.Abs(flow.Packets - WantedPackets)).Flow;
    }

    private Task<IBrowserContext> NewVisitorAsync() =>
        browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = app.Address, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
}
