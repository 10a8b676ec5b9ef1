using System.Runtime.InteropServices;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>Flows that share one address and port but speak to different peers: where a NAT stopped translating, one connection shows under two names.</summary>
public sealed class TwinFlows
{
    /// <summary>Flows looked at; a listening port has many peers and no twins.</summary>
    private const int MostTwins = 32;

    private readonly FlowTable flows;

    // For each end that more than one flow may have, the entry of its first flow plus one; an entry is a flow's number doubled, plus one for the high end.
    private readonly SeededMap<int> first = new();

    // For each entry the next one with the same end plus one, 0 where there is none.
    private readonly int[] next;

    internal TwinFlows(FlowTable flows)
    {
        this.flows = flows;
        next = new int[flows.Count * 2];
        var comparer = new SeededComparer();
        var shared = new SharedEnds(flows.Count * 2);
        for (int flow = 0; flow < flows.Count; flow++)
        {
            (ulong low, ulong high) = EndsOf(flow);
            shared.Note(comparer.GetHashCode(low));
            shared.Note(comparer.GetHashCode(high));
        }

        for (int flow = flows.Count - 1; flow >= 0; flow--)
        {
            (ulong low, ulong high) = EndsOf(flow);
            if (shared.MayBeShared(comparer.GetHashCode(low)))
            {
                Add(low, (flow * 2) + 1);
            }

            if (shared.MayBeShared(comparer.GetHashCode(high)))
            {
                Add(high, (flow * 2) + 2);
            }
        }
    }

    /// <summary>Other flows of this address and port; empty where there are too many to be twins.</summary>
    public ReadOnlySpan<int> Of(NetworkAddress address, ushort port, int exceptFlow)
    {
        if (flows.HostOf(address) is not { } host || !first.TryGetValue(FlowEnds.End(host, port), out int entry) || next[entry - 1] == 0)
        {
            return [];
        }

        var twins = new List<int>();
        int count = 0;
        for (; entry != 0; entry = next[entry - 1])
        {
            if (++count == MostTwins)
            {
                return [];
            }

            int flow = (entry - 1) / 2;
            if (flow != exceptFlow)
            {
                twins.Add(flow);
            }
        }

        return CollectionsMarshal.AsSpan(twins);
    }

    private (ulong Low, ulong High) EndsOf(int flow)
    {
        (ulong low, ulong high) = flows.HostsOf(flow);
        ref readonly FlowRecord record = ref flows[flow];
        return (FlowEnds.End(low, record.LowPort), FlowEnds.End(high, record.HighPort));
    }

    private void Add(ulong end, int entry)
    {
        ref int head = ref first.GetOrAdd(end);
        next[entry - 1] = head;
        head = entry;
    }
}
