using Microsoft.Playwright;

namespace RstKb.Benchmarks.Pages;

/// <summary>How long the case page takes to answer: from the click to the frame that shows other rows.</summary>
internal static class Answer
{
    private const string ClickAndWait = """
        ([selector, tokens]) => new Promise((resolve, reject) => {
          // The first rows may be the same after a filter: their number is not.
          const rows = () => {
            const shown = [...document.querySelectorAll('.flowbox[data-live] .line')].slice(0, 5).map(row => row.textContent).join();
            return shown && shown + document.querySelector('.flowbox + .url [data-rows]').textContent;
          };
          const before = rows();
          const late = setTimeout(() => { watcher.disconnect(); reject(new Error(`no answer to ${selector}: ${location.search}, tokens ${document.querySelectorAll(".tok").length}, rows before ${before}, now ${rows()}`)); }, 5000);
          const watcher = new MutationObserver(() => {
            const now = rows();
            if (now === '' || now === before || now.includes('undefined') || (tokens >= 0 && document.querySelectorAll('.tok').length !== tokens)) { return; }
            watcher.disconnect();
            clearTimeout(late);
            requestAnimationFrame(() => resolve(performance.now() - started));
          });
          watcher.observe(document.body, { childList: true, characterData: true, subtree: true });
          const started = performance.now();
          document.querySelector(selector).click();
        })
        """;

    /// <summary>Clicks and waits until the table's first rows are others.</summary>
    /// <param name="tokens">Parts of the filter that stand over the table then; -1 where it does not matter.</param>
    /// <returns>ms.</returns>
    public static async Task<double> ToClickAsync(IPage page, string selector, int tokens = -1)
    {
        double took = await page.EvaluateAsync<double>(ClickAndWait, new object[] { selector, tokens });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return took;
    }
}
