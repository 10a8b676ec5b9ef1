using System.Runtime.InteropServices;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>Flows that share one address and port but speak to different peers: where a NAT stopped translating, one connection shows under two names.</summary>
public sealed class TwinFlows
{
    /// <summary>Flows remembered an end; a listening port has many peers and no twins.</summary>
    private const int MostTwins = 32;

    private readonly Dictionary<(NetworkAddress, ushort), List<int>> byEnd = [];

    internal TwinFlows(FlowTable flows)
    {
        for (int i = 0; i < flows.Count; i++)
        {
            FlowKey key = flows.KeyOf(i);
            Add((key.LowAddress, key.LowPort), i);
            Add((key.HighAddress, key.HighPort), i);
        }
    }

    /// <summary>Other flows of this address and port; empty where there are too many to be twins.</summary>
    public IReadOnlyList<int> Of(NetworkAddress address, ushort port, int exceptFlow) =>
        byEnd.TryGetValue((address, port), out List<int>? flows) && flows.Count < MostTwins
            ? [.. flows.Where(f => f != exceptFlow)]
            : [];

    private void Add((NetworkAddress, ushort) end, int flow)
    {
        ref List<int>? flows = ref CollectionsMarshal.GetValueRefOrAddDefault(byEnd, end, out _);
        flows ??= [];
        if (flows.Count < MostTwins)
        {
            flows.Add(flow);
        }
    }
}
