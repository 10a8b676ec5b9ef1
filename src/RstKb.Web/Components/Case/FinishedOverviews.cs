using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>Overviews of finished cases. They never change, so the latest of them are kept; each view of a case needs one.</summary>
public sealed class FinishedOverviews(CaseOverviews overviews)
{
    private const int Most = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<(string CaseId, FlowFilter Filter, FlowGrouping Grouping), CaseOverview> kept = [];
    private readonly Queue<(string CaseId, FlowFilter Filter, FlowGrouping Grouping)> order = new();

    /// <summary>The overview of a case that is known to exist and to be done; null where it is not.</summary>
    public Task<CaseOverview?> OfAsync(string caseId, CancellationToken cancellationToken) => OfAsync(caseId, FlowFilter.All, FlowGrouping.CauseAndEnds, cancellationToken);

    /// <summary>The same of the flows that a filter lets through.</summary>
    public async Task<CaseOverview?> OfAsync(string caseId, FlowFilter filter, FlowGrouping grouping, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (kept.TryGetValue((caseId, filter, grouping), out var found))
            {
                return found;
            }
        }

        var made = await overviews.OfAsync(caseId, filter, grouping, cancellationToken);
        if (made is not null)
        {
            Keep((caseId, filter, grouping), made);
        }

        return made;
    }

    private void Keep((string CaseId, FlowFilter Filter, FlowGrouping Grouping) key, CaseOverview overview)
    {
        lock (gate)
        {
            if (!kept.TryAdd(key, overview))
            {
                return;
            }

            order.Enqueue(key);
            if (order.Count > Most)
            {
                kept.Remove(order.Dequeue());
            }
        }
    }
}
