using System.Text.Json;
using Microsoft.Playwright;

namespace RstKb.Benchmarks.Pages;

/// <summary>One load of a page, by the browser's own clocks. Times in ms from the navigation's start, sizes in bytes.</summary>
/// <param name="FirstByte">From the request to the answer's first byte.</param>
/// <param name="Html">The page's own HTML.</param>
/// <param name="Sent">The same as it was sent, compressed.</param>
/// <param name="Complete">When its last byte was there.</param>
/// <param name="FirstPaint">When anything was drawn.</param>
/// <param name="FirstContent">When text was drawn.</param>
internal sealed record PageLoad(double FirstByte, double Html, double Sent, double Complete, double FirstPaint, double FirstContent)
{
    // The library's own way to wait evaluates text in the page, which the content security policy forbids.
    private const string Painted = "() => new Promise(painted => { new PerformanceObserver(list => { if (list.getEntriesByName('first-contentful-paint').length > 0) { painted(); } }).observe({ type: 'paint', buffered: true }); })";

    private const string Entries = """
        (() => {
          const load = performance.getEntriesByType('navigation')[0];
          const paint = name => performance.getEntriesByName(name)[0].startTime;
          return { firstByte: load.responseStart - load.requestStart, html: load.decodedBodySize, sent: load.encodedBodySize, complete: load.responseEnd,
            firstPaint: paint('first-paint'), firstContent: paint('first-contentful-paint') };
        })()
        """;

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>Loads a page and reads the clocks once it stands.</summary>
    public static async Task<PageLoad> OfAsync(IPage page, string address)
    {
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return await OfAsync(page);
    }

    /// <summary>The clocks of the page that was loaded last.</summary>
    public static async Task<PageLoad> OfAsync(IPage page)
    {
        await page.EvaluateAsync(Painted);
        return (await page.EvaluateAsync<JsonElement>(Entries)).Deserialize<PageLoad>(CamelCase)!;
    }
}
