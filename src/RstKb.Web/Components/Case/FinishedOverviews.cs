using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>Overviews of finished cases without a filter. They never change, so the latest of them are kept; each view of a case needs one.</summary>
public sealed class FinishedOverviews(CaseOverviews overviews)
{
    private const int Most = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, CaseOverview> kept = [];
    private readonly Queue<string> order = new();

    /// <summary>The overview of a case that is known to exist and to be done; null where it is not.</summary>
    public async Task<CaseOverview?> OfAsync(string caseId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (kept.TryGetValue(caseId, out var found))
            {
                return found;
            }
        }

        var made = await overviews.OfAsync(caseId, FlowFilter.All, FlowGrouping.CauseAndEnds, cancellationToken);
        if (made is not null)
        {
            Keep(caseId, made);
        }

        return made;
    }

    private void Keep(string caseId, CaseOverview overview)
    {
        lock (gate)
        {
            if (!kept.TryAdd(caseId, overview))
            {
                return;
            }

            order.Enqueue(caseId);
            if (order.Count > Most)
            {
                kept.Remove(order.Dequeue());
            }
        }
    }
}
