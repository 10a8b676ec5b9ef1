using RstKb.Cases.Flows;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Case;

/// <summary>What each part of a filter that lets nothing through costs.</summary>
internal static class FilterCosts
{
    private const int Most = 8;

    /// <summary>The parts without which most flows would pass come first.</summary>
    /// <param name="asked">What the store is asked for a query that is shown.</param>
    public static async Task<IReadOnlyList<FilterCost>> OfAsync(
        string caseId, CaseQuery query, CaseOverviews overviews, CauseTitles titles, Func<CaseQuery, CaseQuery> asked, CancellationToken cancellationToken)
    {
        var costs = new List<FilterCost>();
        foreach (var (field, value, without) in query.Tokens(titles.Of).Take(Most))
        {
            costs.Add(new FilterCost(field, value, without, await overviews.CountAsync(caseId, asked(without).Filter, cancellationToken)));
        }

        return costs.Where(cost => cost.Flows > 0).OrderByDescending(cost => cost.Flows).ToList();
    }
}
