using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RstKb.Web.Tests.Browser;

/// <summary>What axe finds on a page: WCAG 2.0 to 2.2, levels A and AA.</summary>
internal static class Accessibility
{
    private static readonly string[] Standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>Each violation with the first place where it is; empty where the page stands.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page)
    {
        // Only violations: to name every place that passes takes longer than to look at it.
        AxeResult found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Standards] }, ResultTypes = [ResultType.Violations] });
        return [.. found.Violations.Select(violation => $"{violation.Id} at {violation.Nodes[0].Target}")];
    }
}
