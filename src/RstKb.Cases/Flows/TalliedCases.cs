using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Flows;

/// <summary>
/// The flow tables of the cases that were looked at last, in memory: finished cases never change, and reading thirty thousand rows for each view takes longer
/// than counting, filtering and sorting them. Bounded by <see cref="CaseSettings.MaxFlowsInMemory"/>; a larger case is never held.
/// </summary>
public sealed class TalliedCases(CaseSettings settings)
{
    private const int MostViews = 12;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string CaseId, TalliedFlow[] Flows)> _kept = [];
    private readonly LinkedList<(string CaseId, FlowFilter Filter, FlowSort Sort, TalliedFlow[] Flows)> _views = [];

    /// <summary>The flows of a finished case that pass the filter, in order of their numbers; of a case that is too large for memory they are read each time.</summary>
    internal async Task<IEnumerable<TalliedFlow>> OfAsync(CaseDatabase database, string caseId, FlowFilter filter, CancellationToken cancellationToken)
    {
        TalliedFlow[] all = await AllAsync(database, caseId, readLarge: true, cancellationToken) ?? [];
        return filter == FlowFilter.All ? all : all.Where(new FlowPredicate(filter).Passes);
    }

    /// <summary>The flows that pass the filter, in order of their numbers; null where the case is too large for memory and has to be asked in SQL.</summary>
    internal async Task<IEnumerable<TalliedFlow>?> HeldAsync(CaseDatabase database, string caseId, FlowFilter filter, CancellationToken cancellationToken) =>
        await AllAsync(database, caseId, readLarge: false, cancellationToken) is { } all ? filter == FlowFilter.All ? all : all.Where(new FlowPredicate(filter).Passes) : null;

    /// <summary>The flows that pass the filter, sorted; null where the case is too large for memory and has to be asked in SQL.</summary>
    internal async Task<TalliedFlow[]?> SortedAsync(CaseDatabase database, string caseId, FlowFilter filter, FlowSort sort, CancellationToken cancellationToken)
    {
        if (await AllAsync(database, caseId, readLarge: false, cancellationToken) is not { } all)
        {
            return null;
        }

        lock (_gate)
        {
            for (LinkedListNode<(string CaseId, FlowFilter Filter, FlowSort Sort, TalliedFlow[] Flows)>? node = _views.First; node is not null; node = node.Next)
            {
                if (node.Value.CaseId == caseId && node.Value.Sort == sort && node.Value.Filter == filter && all.Length > 0)
                {
                    _views.Remove(node);
                    _views.AddFirst(node);
                    return node.Value.Flows;
                }
            }
        }

        TalliedFlow[] view = filter == FlowFilter.All ? [.. all] : [.. all.Where(new FlowPredicate(filter).Passes)];
        if (sort != FlowSort.Default)
        {
            Array.Sort(view, TalliedOrder.Of(sort));
        }

        lock (_gate)
        {
            _views.AddFirst((caseId, filter, sort, view));
            if (_views.Count > MostViews)
            {
                _views.RemoveLast();
            }
        }

        return view;
    }

    private async Task<TalliedFlow[]?> AllAsync(CaseDatabase database, string caseId, bool readLarge, CancellationToken cancellationToken)
    {
        var found = await database.Cases.Where(row => row.PublicId == caseId && row.State == CaseState.Done)
            .Select(row => new { row.Id, row.ResetFlows }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            Forget(caseId);
            return [];
        }

        if (Find(caseId) is { } kept)
        {
            return kept;
        }

        bool fits = found.ResetFlows <= settings.MaxFlowsInMemory;
        if (!fits && !readLarge)
        {
            return null;
        }

        TalliedFlow[] read = TalliedRows.Read(database, found.Id, found.ResetFlows, cancellationToken);
        if (fits)
        {
            Keep(caseId, read);
        }

        return read;
    }

    private TalliedFlow[]? Find(string caseId)
    {
        lock (_gate)
        {
            for (LinkedListNode<(string CaseId, TalliedFlow[] Flows)>? node = _kept.First; node is not null; node = node.Next)
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

    private void Keep(string caseId, TalliedFlow[] flows)
    {
        lock (_gate)
        {
            if (_kept.Any(kept => kept.CaseId == caseId))
            {
                return;
            }

            _kept.AddFirst((caseId, flows));
            while (_kept.Sum(kept => kept.Flows.Length) > settings.MaxFlowsInMemory)
            {
                string last = _kept.Last!.Value.CaseId;
                _kept.RemoveLast();
                ForgetViews(last);
            }
        }
    }

    private void Forget(string caseId)
    {
        lock (_gate)
        {
            for (LinkedListNode<(string CaseId, TalliedFlow[] Flows)>? node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.CaseId == caseId)
                {
                    _kept.Remove(node);
                    break;
                }
            }

            ForgetViews(caseId);
        }
    }

    private void ForgetViews(string caseId)
    {
        for (LinkedListNode<(string CaseId, FlowFilter Filter, FlowSort Sort, TalliedFlow[] Flows)>? node = _views.First; node is not null;)
        {
            LinkedListNode<(string CaseId, FlowFilter Filter, FlowSort Sort, TalliedFlow[] Flows)>? next = node.Next;
            if (node.Value.CaseId == caseId)
            {
                _views.Remove(node);
            }

            node = next;
        }
    }
}
