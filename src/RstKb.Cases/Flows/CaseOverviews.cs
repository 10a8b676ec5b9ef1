using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>What happened in a case, counted in SQL.</summary>
public sealed class CaseOverviews(IDbContextFactory<CaseDatabase> databases)
{
    private const int MaxGroups = 200;
    private const int MaxFacets = 100;

    /// <summary>Counts the flows that <paramref name="filter"/> lets through; null where there is no such finished case.</summary>
    public async Task<CaseOverview?> OfAsync(string caseId, FlowFilter filter, FlowGrouping grouping = FlowGrouping.CauseAndEnds, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (!PublicId.IsWellFormed(caseId) || !await database.Cases.AnyAsync(row => row.PublicId == caseId && row.State == CaseState.Done, cancellationToken))
        {
            return null;
        }

        IQueryable<ResetFlow> flows = database.FlowsOf(caseId).Matching(filter);
        List<Facet> harms = await FacetsAsync(flows.GroupBy(row => row.Harm), cancellationToken);
        var span = await flows.GroupBy(row => 1).Select(all => new { First = all.Min(row => row.ResetAt), Last = all.Max(row => row.ResetAt) })
            .SingleOrDefaultAsync(cancellationToken);
        ResetHistogram frame = await FrameAsync(database.FlowsOf(caseId), cancellationToken);
        (List<ResetGroup> groups, int groupsTotal) = await GroupsAsync(flows, grouping, frame, cancellationToken);
        return new CaseOverview
        {
            Total = harms.Sum(facet => facet.Flows),
            Harmful = Count(harms, "harmful"),
            Benign = Count(harms, "benign"),
            NotKnown = harms.Sum(facet => facet.Flows) - Count(harms, "harmful") - Count(harms, "benign"),
            FirstResetAt = span is null ? null : new CaptureTime(span.First),
            LastResetAt = span is null ? null : new CaptureTime(span.Last),
            Causes = await FacetsAsync(flows.GroupBy(row => row.Cause ?? FlowFilter.NoCause), cancellationToken),
            Senders = await FacetsAsync(flows.GroupBy(row => row.SentBy), cancellationToken),
            Levels = await FacetsAsync(flows.GroupBy(row => row.Level), cancellationToken),
            Stages = await FacetsAsync(flows.GroupBy(row => row.Stage), cancellationToken),
            Groups = groups,
            GroupsTotal = groupsTotal,
            Histogram = await FillAsync(flows, frame, cancellationToken),
        };
    }

    private static int Count(List<Facet> facets, string value) => facets.Find(facet => facet.Value == value)?.Flows ?? 0;

    private static async Task<List<Facet>> FacetsAsync(IQueryable<IGrouping<string, ResetFlow>> groups, CancellationToken cancellationToken) =>
        await groups.Select(group => new { Value = group.Key, Flows = group.Count(), Harmful = group.Count(row => row.Harm == "harmful") })
            .OrderByDescending(facet => facet.Flows).ThenBy(facet => facet.Value).Take(MaxFacets)
            .Select(facet => new Facet(facet.Value, facet.Flows, facet.Harmful))
            .ToListAsync(cancellationToken);

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

    private static async Task<ResetHistogram> FillAsync(IQueryable<ResetFlow> flows, ResetHistogram frame, CancellationToken cancellationToken)
    {
        long start = frame.Start.Nanoseconds;
        long width = frame.BarNanoseconds;
        var counts = await flows.GroupBy(row => new { Bar = (row.ResetAt - start) / width, row.Harm })
            .Select(group => new { group.Key.Bar, group.Key.Harm, Flows = group.Count() })
            .ToListAsync(cancellationToken);
        var bars = new HistogramBar[ResetHistogram.BarCount];
        foreach (var count in counts)
        {
            ref HistogramBar bar = ref bars[Math.Clamp(count.Bar, 0, ResetHistogram.BarCount - 1)];
            bar = count.Harm switch
            {
                "harmful" => bar with { Harmful = bar.Harmful + count.Flows },
                "benign" => bar with { Benign = bar.Benign + count.Flows },
                _ => bar with { NotKnown = bar.NotKnown + count.Flows },
            };
        }

        return frame with { Bars = bars };
    }

    private static async Task<(List<ResetGroup> Groups, int Total)> GroupsAsync(
        IQueryable<ResetFlow> flows, FlowGrouping grouping, ResetHistogram frame, CancellationToken cancellationToken)
    {
        bool byCause = grouping != FlowGrouping.Ends;
        bool byEnds = grouping != FlowGrouping.Cause;
        var keyed = flows.Select(row => new
        {
            Row = row,
            Cause = byCause ? row.Cause : null,
            SentBy = byCause ? row.SentBy : "",
            Harm = byCause ? row.Harm : "",
            Server = byEnds ? row.ServerAddress : "",
            Port = byEnds ? row.ServerPort : 0,
        });
        var grouped = keyed.GroupBy(row => new { row.Cause, row.SentBy, row.Harm, row.Server, row.Port });
        var found = await grouped
            .Select(group => new
            {
                group.Key,
                Flows = group.Count(),
                Harmful = group.Count(item => item.Row.Harm == "harmful"),
                Likely = group.Count(item => item.Row.Level == "likely"),
                Possible = group.Count(item => item.Row.Level == "possible"),
                Confidence = group.Average(item => item.Row.Confidence),
                Best = group.Max(item => item.Row.Confidence),
                First = group.Min(item => item.Row.ResetAt),
                Last = group.Max(item => item.Row.ResetAt),
                Clients = group.Select(item => item.Row.ClientAddress).Distinct().Count(),
                LowClient = group.Min(item => item.Row.ClientKey),
                HighClient = group.Max(item => item.Row.ClientKey),
            })
            .OrderByDescending(group => group.Harmful).ThenByDescending(group => group.Flows).ThenBy(group => group.First)
            .Take(MaxGroups)
            .ToListAsync(cancellationToken);
        int total = found.Count < MaxGroups ? found.Count : await grouped.Select(group => group.Key).CountAsync(cancellationToken);

        long start = frame.Start.Nanoseconds;
        long width = frame.BarNanoseconds;
        var bars = (await keyed.GroupBy(row => new { row.Cause, row.SentBy, row.Harm, row.Server, row.Port, Bar = (row.Row.ResetAt - start) / width })
            .Select(group => new { group.Key, Flows = group.Count() }).ToListAsync(cancellationToken))
            .ToLookup(bar => (bar.Key.Cause, bar.Key.SentBy, bar.Key.Harm, bar.Key.Server, bar.Key.Port));
        var typical = (await keyed.GroupBy(row => new { row.Cause, row.SentBy, row.Harm, row.Server, row.Port, row.Row.Confidence })
            .Select(group => new { group.Key, Flow = group.Min(item => item.Row.Flow) }).ToListAsync(cancellationToken))
            .ToLookup(item => (item.Key.Cause, item.Key.SentBy, item.Key.Harm, item.Key.Server, item.Key.Port));

        List<ResetGroup> groups = found.ConvertAll(group =>
        {
            (string? Cause, string SentBy, string Harm, string Server, int Port) key = (group.Key.Cause, group.Key.SentBy, group.Key.Harm, group.Key.Server, group.Key.Port);
            int[] sparkline = new int[ResetHistogram.BarCount];
            foreach (var bar in bars[key])
            {
                sparkline[Math.Clamp(bar.Key.Bar, 0, ResetHistogram.BarCount - 1)] += bar.Flows;
            }

            return new ResetGroup
            {
                Cause = group.Key.Cause,
                SentBy = group.Key.SentBy,
                Harm = group.Key.Harm,
                Server = byEnds ? new EndpointReport(group.Key.Server, group.Key.Port) : null,
                Flows = group.Flows,
                Harmful = group.Harmful,
                Likely = group.Likely,
                Possible = group.Possible,
                Confidence = group.Confidence,
                FirstResetAt = new CaptureTime(group.First),
                LastResetAt = new CaptureTime(group.Last),
                Clients = group.Clients,
                ClientPrefix = EndpointKey.CommonPrefix(group.LowClient ?? "", group.HighClient ?? ""),
                TypicalFlow = typical[key].OrderByDescending(item => item.Key.Confidence).First().Flow,
                Sparkline = sparkline,
            };
        });
        return (groups, total);
    }
}
