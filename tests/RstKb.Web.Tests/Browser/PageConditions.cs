using Microsoft.Playwright;

namespace RstKb.Web.Tests.Browser;

/// <summary>Waits for what no locator tells. The library's own way evaluates text in the page, which our content security policy forbids.</summary>
internal static class PageConditions
{
    private const int LongestWait = 20_000;

    /// <summary>Waits, frame by frame, until an expression holds in the page.</summary>
    /// <exception cref="PlaywrightException">It did not hold in time.</exception>
    public static Task UntilAsync(this IPage page, string expression) => page.EvaluateAsync(
        $$"""
        () => new Promise((hold, give) => {
          const began = performance.now();
          const look = () => {
            if ({{expression}}) { hold(); }
            else if (performance.now() - began > {{LongestWait}}) { give(new Error('It never held.')); }
            else { requestAnimationFrame(look); }
          };
          look();
        })
        """);
}
