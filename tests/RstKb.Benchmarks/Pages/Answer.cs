using Microsoft.Playwright;

namespace RstKb.Benchmarks.Pages;

/// <summary>How long the case page takes to answer a click; ms.</summary>
/// <param name="Rows">To the frame that shows other rows.</param>
/// <param name="Page">To the frame in which the rest of the page has followed: filter tokens, counts, links.</param>
internal sealed record Answer(double Rows, double Page)
{
    private const string ClickAndWait = """
        selector => new Promise((resolve, reject) => {
          // The first rows may be the same after a filter: their number is not.
          const rows = () => {
            const shown = [...document.querySelectorAll('.flowbox[data-live] .line')].slice(0, 5).map(row => row.textContent).join();
            return shown && shown + document.querySelector('.flowbox + .url [data-rows]').textContent;
          };
          const address = () => document.querySelector('.tablefind').closest('#flows').querySelector('a[download]')?.href;
          const [rowsBefore, addressBefore] = [rows(), address()];
          let rowsAfter = 0;
          let pageAfter = 0;
          const late = setTimeout(() => { watcher.disconnect(); reject(new Error(`no answer to ${selector}: ${location.search}, rows before ${rowsBefore}, now ${rows()}`)); }, 5000);
          const watcher = new MutationObserver(() => {
            const now = rows();
            if (!rowsAfter && now && now !== rowsBefore && !now.includes('undefined')) { requestAnimationFrame(() => { rowsAfter = performance.now() - started; }); }
            if (!pageAfter && address() !== addressBefore) { requestAnimationFrame(() => { pageAfter = performance.now() - started; end(); }); }
          });
          const end = () => {
            if (!rowsAfter) { return; }
            watcher.disconnect();
            clearTimeout(late);
            resolve([rowsAfter, pageAfter]);
          };
          watcher.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
          const started = performance.now();
          document.querySelector(selector).click();
        })
        """;

    /// <summary>Clicks and waits until the table's first rows are others and the page has followed.</summary>
    public static async Task<Answer> ToClickAsync(IPage page, string selector)
    {
        double[] took = await page.EvaluateAsync<double[]>(ClickAndWait, selector);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return new Answer(took[0], took[1]);
    }
}
