using RstKb.Web.Components.Case;

namespace RstKb.Web.Components.Flow;

/// <summary>Reads the flow page's query.</summary>
internal static class FlowQueries
{
    /// <summary>What the page shows, together with the filter that led to it.</summary>
    public static FlowQuery Of(IQueryCollection query, CaseQuery filter) =>
        FlowQuery.Of(query["p"], query["seq"], query["all"], query["x"], query["dir"], query["t"], query["view"]) with { Filter = filter.FilterPairs() };
}
