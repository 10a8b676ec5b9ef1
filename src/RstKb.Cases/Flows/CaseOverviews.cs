using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Flows;

/// <summary>What happened in a case, in figures. SQL picks the flows, one pass over them counts everything: a dozen questions to the database would read them a dozen times.</summary>
public sealed class CaseOverviews(IDbContextFactory<CaseDatabase> databases)
{
    /// <summary>Counts the flows that <paramref name="filter"/> lets through; null where there is no such finished case.</summary>
    public async Task<CaseOverview?> OfAsync(
        string caseId, FlowFilter filter, FlowGrouping grouping = FlowGrouping.CauseAndEnds, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (!PublicId.IsWellFormed(caseId) || !await database.Cases.AnyAsync(row => row.PublicId == caseId && row.State == CaseState.Done, cancellationToken))
        {
            return null;
        }

        var tally = new OverviewTally(await FrameAsync(database.FlowsOf(caseId), cancellationToken), grouping);
        IAsyncEnumerable<TalliedFlow> flows = database.FlowsOf(caseId).Matching(filter).OrderBy(row => row.Flow).Select(row => new TalliedFlow
        {
            Flow = row.Flow,
            ResetAt = row.ResetAt,
            ClientKey = row.ClientKey,
            ServerAddress = row.ServerAddress,
            ServerPort = row.ServerPort,
            Cause = row.Cause,
            Level = row.Level,
            Confidence = row.Confidence,
            SentBy = row.SentBy,
            Harm = row.Harm,
            Stage = row.Stage,
        }).AsAsyncEnumerable();
        await foreach (TalliedFlow flow in flows.WithCancellation(cancellationToken))
        {
            tally.Add(flow);
        }

        return tally.Result();
    }

    private static async Task<ResetHistogram> FrameAsync(IQueryable<ResetFlow> all, CancellationToken cancellationToken)
    {
        var span = await all.GroupBy(row => 1).Select(group => new { First = group.Min(row => row.ResetAt), Last = group.Max(row => row.ResetAt) })
            .SingleOrDefaultAsync(cancellationToken);
        if (span is null)
        {
            return new ResetHistogram(new CaptureTime(0), 1, new HistogramBar[ResetHistogram.BarCount]);
        }

        // The last reset lies inside the last bar. A damaged capture may span more than a long holds.
        var width = (long)Int128.Min((((Int128)span.Last - span.First) / ResetHistogram.BarCount) + 1, long.MaxValue / ResetHistogram.BarCount);
        return new ResetHistogram(new CaptureTime(span.First), width, new HistogramBar[ResetHistogram.BarCount]);
    }
}
