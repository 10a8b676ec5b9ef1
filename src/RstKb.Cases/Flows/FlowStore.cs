using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>The reset flows of a case: the table, one flow, its neighbours. Questions about the table are answered in memory, those about a case that is too large for it in SQL; a case that does not exist has no flows.</summary>
public sealed class FlowStore(IDbContextFactory<CaseDatabase> databases, TalliedCases tallied, CauseNames names)
{
    /// <summary>Rows that one call gives at most.</summary>
    public const int MaxTake = 500;

    private static readonly Expression<Func<ResetFlow, FlowRow>> Row = row => new FlowRow
    {
        Flow = row.Flow,
        StartedAt = new CaptureTime(row.StartedAt),
        ResetAt = new CaptureTime(row.ResetAt),
        DurationSeconds = row.DurationSeconds,
        Packets = row.Packets,
        Client = new EndpointReport(row.ClientAddress, row.ClientPort),
        Server = new EndpointReport(row.ServerAddress, row.ServerPort),
        Cause = row.Cause,
        Level = row.Level,
        Confidence = row.Confidence,
        SentBy = row.SentBy,
        Harm = row.Harm,
        Stage = row.Stage,
        IdleSeconds = row.IdleSeconds,
        Flags = row.Flags,
        From = row.ResetFrom,
        ClientKnown = row.ClientKnown,
    };

    /// <summary>A part of the flow table.</summary>
    /// <param name="skip">From 0.</param>
    /// <param name="take">1 to <see cref="MaxTake"/>; other values are moved there.</param>
    public async Task<FlowPage> QueryAsync(
        string caseId, FlowFilter filter, FlowSort sort, int skip, int take, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (await tallied.SortedAsync(database, caseId, filter, sort, cancellationToken) is { } view)
        {
            return new FlowPage(view.Length, [.. view.Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxTake)).Select(flow => flow.Row())]);
        }

        IQueryable<ResetFlow> flows = database.FlowsOf(caseId).Matching(filter);
        int total = await flows.CountAsync(cancellationToken);
        List<FlowRow> rows = await FlowOrder.Of(sort).Apply(flows).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxTake))
            .Select(Row)
            .ToListAsync(cancellationToken);
        return new FlowPage(total, rows);
    }

    /// <summary>One reset flow with its timeline; null where the case has no such reset flow.</summary>
    public async Task<FlowDetails?> FindAsync(string caseId, int flow, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        FlowDocument? document = await database.DocumentsOf(caseId).SingleOrDefaultAsync(row => row.Flow == flow, cancellationToken);
        return document is null
            ? null
            : new FlowDetails(
                CompressedJson.Read(document.Report, ReportJson.Default.ResetReport),
                CompressedJson.Read(document.Timeline, ReportJson.Default.FlowTimeline));
    }

    /// <summary>The flows before and after one in the filtered and sorted table; null where the filter does not let it through.</summary>
    public async Task<FlowNeighbours?> NeighboursAsync(
        string caseId, int flow, FlowFilter filter, FlowSort sort, CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (await tallied.SortedAsync(database, caseId, filter, sort, cancellationToken) is { } view)
        {
            int at = Array.FindIndex(view, row => row.Flow == flow);
            return at < 0 ? null : new FlowNeighbours(at == 0 ? null : view[at - 1].Flow, at == view.Length - 1 ? null : view[at + 1].Flow, at, view.Length);
        }

        IQueryable<ResetFlow> flows = database.FlowsOf(caseId).Matching(filter);
        ResetFlow? here = await flows.SingleOrDefaultAsync(row => row.Flow == flow, cancellationToken);
        if (here is null)
        {
            return null;
        }

        FlowOrder order = FlowOrder.Of(sort);
        IQueryable<ResetFlow> before = order.Before(flows, here);
        int? next = await order.Apply(order.After(flows, here)).Select(row => (int?)row.Flow).FirstOrDefaultAsync(cancellationToken);
        int? previous = await order.ApplyReversed(before).Select(row => (int?)row.Flow).FirstOrDefaultAsync(cancellationToken);
        return new FlowNeighbours(previous, next, await before.CountAsync(cancellationToken), await flows.CountAsync(cancellationToken));
    }

    /// <summary>Every report of a case in order of flow, one at a time, as JSON without timelines.</summary>
    public async IAsyncEnumerable<byte[]> ReportsAsync(
        string caseId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (byte[] report in database.DocumentsOf(caseId).OrderBy(row => row.Flow).Select(row => row.Report).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return CompressedJson.Decompress(report);
        }
    }

    /// <summary>All rows of the filtered and sorted table, one at a time.</summary>
    public async IAsyncEnumerable<FlowRow> RowsAsync(
        string caseId, FlowFilter filter, FlowSort sort, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        filter = names.Complete(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (FlowRow row in FlowOrder.Of(sort).Apply(database.FlowsOf(caseId).Matching(filter)).Select(Row).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }
}
