using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Flows;

/// <summary>What happened in a case, in figures. One pass over the flows counts everything: a dozen questions to the database would read them a dozen times.</summary>
public sealed class CaseOverviews(IDbContextFactory<CaseDatabase> databases, TalliedCases tallied, CauseNames names)
{
    /// <summary>Counts the flows that <paramref name="filter"/> lets through; null where there is no such finished case.</summary>
    public async Task<CaseOverview?> OfAsync(
        string caseId, FlowFilter filter, FlowGrouping grouping = FlowGrouping.CauseAndEnds, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (!PublicId.IsWellFormed(caseId) || !await database.Cases.AnyAsync(row => row.PublicId == caseId && row.State == CaseState.Done, cancellationToken))
        {
            return null;
        }

        IEnumerable<TalliedFlow> all = await tallied.OfAsync(database, caseId, FlowFilter.All, cancellationToken);
        var tally = new OverviewTally(Frame(all), grouping);
        foreach (TalliedFlow flow in await tallied.OfAsync(database, caseId, filter, cancellationToken))
        {
            tally.Add(flow);
        }

        return tally.Result();
    }

    /// <summary>
    /// How often each value of cause, sender, harm, level and stage is there among the flows that the filter lets through, each counted as if its own part of
    /// the filter were not set: what choosing another value would give.
    /// </summary>
    public async Task<FlowFacets> FacetsAsync(string caseId, FlowFilter filter, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        FlowFilter rest = filter with { Cause = null, SentBy = null, Harm = null, Level = null, Stage = null };
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (await tallied.HeldAsync(database, caseId, rest, cancellationToken) is { } held)
        {
            return new FlowFacets(filter, held.CountBy(flow => new FlowCell(flow.Cause, flow.SentBy, flow.Harm, flow.Level, flow.Stage)));
        }

        var cells = await database.FlowsOf(caseId).Matching(rest).GroupBy(row => new { row.Cause, row.SentBy, row.Harm, row.Level, row.Stage })
            .Select(cell => new { cell.Key, Flows = cell.Count() }).ToListAsync(cancellationToken);
        return new FlowFacets(filter, cells.Select(cell => KeyValuePair.Create(new FlowCell(cell.Key.Cause, cell.Key.SentBy, cell.Key.Harm, cell.Key.Level, cell.Key.Stage), cell.Flows)));
    }

    /// <summary>The numbers of the first flows that the filter lets through, in ascending order.</summary>
    public async Task<IReadOnlyList<int>> NumbersAsync(string caseId, FlowFilter filter, int take, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await tallied.HeldAsync(database, caseId, filter, cancellationToken) is { } held
            ? [.. held.Take(take).Select(flow => flow.Flow)]
            : await database.FlowsOf(caseId).Matching(filter).OrderBy(row => row.Flow).Take(take).Select(row => row.Flow).ToListAsync(cancellationToken);
    }

    /// <summary>How many flows the filter lets through.</summary>
    public async Task<int> CountAsync(string caseId, FlowFilter filter, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await tallied.HeldAsync(database, caseId, filter, cancellationToken) is { } held
            ? held.Count()
            : await database.FlowsOf(caseId).Matching(filter).CountAsync(cancellationToken);
    }

    // The last reset lies inside the last bar. A damaged capture may span more than a long holds.
    private static ResetHistogram Frame(IEnumerable<TalliedFlow> all)
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (TalliedFlow flow in all)
        {
            first = Math.Min(first, flow.ResetAt);
            last = Math.Max(last, flow.ResetAt);
        }

        if (last < first)
        {
            return new ResetHistogram(new CaptureTime(0), 1, new HistogramBar[ResetHistogram.BarCount]);
        }

        var width = (long)Int128.Min((((Int128)last - first) / ResetHistogram.BarCount) + 1, long.MaxValue / ResetHistogram.BarCount);
        return new ResetHistogram(new CaptureTime(first), width, new HistogramBar[ResetHistogram.BarCount]);
    }
}
