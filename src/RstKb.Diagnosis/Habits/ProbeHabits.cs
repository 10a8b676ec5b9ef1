using System.Runtime.InteropServices;
using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>Connections without a byte of payload that one host opens and resets, again and again, at one port: their rhythm.</summary>
public sealed class ProbeHabits
{
    /// <summary>Start times kept a pair of ends; a rhythm shows in far fewer.</summary>
    private const int MostStarts = 256;

    private readonly FlowTable flows;
    private readonly Dictionary<(ulong Client, ulong ServerEnd), Chain> chains = new(new PairComparer());

    // Each start with the place of the next one of its chain, 0 where there is none: the first place of all follows no other.
    private readonly List<(CaptureTime Time, int Next)> starts = [];

    internal ProbeHabits(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            FlowEnds ends = FlowEnds.Of(flows, i);
            if (!record.HasReset || record.Low.Bytes + record.High.Bytes > 0 || record.ResetFromLow != ends.ClientIsLow)
            {
                continue;
            }

            Note(ref CollectionsMarshal.GetValueRefOrAddDefault(chains, (ends.Client, ends.ServerEnd), out _), record.First);
        }
    }

    /// <summary>The rhythm of one client's probes at one port; null where there are fewer than three.</summary>
    public Rhythm? Of(NetworkAddress client, NetworkAddress server, ushort port)
    {
        if (flows.HostOf(client) is not { } clientHost || flows.HostOf(server) is not { } serverHost
            || !chains.TryGetValue((clientHost, FlowEnds.End(serverHost, port)), out Chain chain) || chain.Count < 3)
        {
            return null;
        }

        var gaps = new double[chain.Count - 1];
        int at = chain.First;
        for (int i = 0; i < gaps.Length; i++)
        {
            int next = starts[at].Next;
            gaps[i] = starts[next].Time.SecondsSince(starts[at].Time);
            at = next;
        }

        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean)));
        return mean <= 0 ? null : new Rhythm(chain.Count, mean, deviation / mean);
    }

    private void Note(ref Chain chain, CaptureTime start)
    {
        if (chain.Count == MostStarts)
        {
            return;
        }

        if (chain.Count++ == 0)
        {
            chain.First = starts.Count;
        }
        else
        {
            CollectionsMarshal.AsSpan(starts)[chain.Last].Next = starts.Count;
        }

        chain.Last = starts.Count;
        starts.Add((start, 0));
    }

    /// <summary>The starts of one pair of ends, as places in <see cref="starts"/>.</summary>
    private struct Chain
    {
        public int First;
        public int Last;
        public int Count;
    }

    /// <param name="Count">Probes.</param>
    /// <param name="PeriodSeconds">Mean distance.</param>
    /// <param name="Variation">Standard deviation over mean; below 0.05 is a clock.</param>
    public sealed record Rhythm(int Count, double PeriodSeconds, double Variation);
}
