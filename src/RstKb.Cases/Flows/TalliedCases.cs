using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Flows;

/// <summary>
/// The countable columns of the cases that were looked at last, in memory: finished cases never change, and reading a hundred thousand rows for each view
/// of the overview takes longer than counting them. Bounded by rows; a case that is larger than the bound is read each time.
/// </summary>
public sealed class TalliedCases
{
    private const int MostRows = 400_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string CaseId, IReadOnlyList<TalliedFlow> Flows)> _kept = [];

    /// <summary>The flows of a finished case that pass the filter, in order of their numbers.</summary>
    internal async Task<IEnumerable<TalliedFlow>> OfAsync(CaseDatabase database, string caseId, FlowFilter filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<TalliedFlow>? all = Find(caseId);
        if (all is null)
        {
            all = await ReadAsync(database.FlowsOf(caseId), cancellationToken);
            Keep(caseId, all);
        }

        return filter == FlowFilter.All ? all : all.Where(new FlowPredicate(filter).Passes);
    }

    // Equal texts become one object: a case has few causes and few servers.
    private static async Task<IReadOnlyList<TalliedFlow>> ReadAsync(IQueryable<ResetFlow> flows, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>();
        var read = new List<TalliedFlow>();
        await foreach (ResetFlow row in flows.OrderBy(row => row.Flow).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            read.Add(new TalliedFlow
            {
                Flow = row.Flow,
                ResetAt = row.ResetAt,
                ClientAddress = Once(row.ClientAddress),
                ClientPort = row.ClientPort,
                ClientKey = Once(row.ClientKey),
                ServerKey = Once(row.ServerKey),
                ServerAddress = Once(row.ServerAddress),
                ServerPort = row.ServerPort,
                Cause = row.Cause is null ? null : Once(row.Cause),
                Level = Once(row.Level),
                Confidence = row.Confidence,
                SentBy = Once(row.SentBy),
                Harm = Once(row.Harm),
                Stage = Once(row.Stage),
            });
        }

        return read;

        string Once(string text)
        {
            if (texts.TryGetValue(text, out string? same))
            {
                return same;
            }

            texts.Add(text, text);
            return text;
        }
    }

    private IReadOnlyList<TalliedFlow>? Find(string caseId)
    {
        lock (_gate)
        {
            for (LinkedListNode<(string CaseId, IReadOnlyList<TalliedFlow> Flows)>? node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.CaseId == caseId)
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Flows;
                }
            }

            return null;
        }
    }

    private void Keep(string caseId, IReadOnlyList<TalliedFlow> flows)
    {
        lock (_gate)
        {
            // A case of no flows is one that is not done yet.
            if (flows.Count is 0 or > MostRows || _kept.Any(kept => kept.CaseId == caseId))
            {
                return;
            }

            _kept.AddFirst((caseId, flows));
            while (_kept.Sum(kept => kept.Flows.Count) > MostRows)
            {
                _kept.RemoveLast();
            }
        }
    }
}
