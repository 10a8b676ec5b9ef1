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
    private readonly Dictionary<(ulong Client, ulong ServerEnd), List<CaptureTime>> starts = [];

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

            ref List<CaptureTime>? times = ref CollectionsMarshal.GetValueRefOrAddDefault(starts, (ends.Client, ends.ServerEnd), out _);
            times ??= [];
            if (times.Count < MostStarts)
            {
                times.Add(record.First);
            }
        }
    }

    /// <summary>The rhythm of one client's probes at one port; null where there are fewer than three.</summary>
    public Rhythm? Of(NetworkAddress client, NetworkAddress server, ushort port)
    {
        if (flows.HostOf(client) is not { } clientHost || flows.HostOf(server) is not { } serverHost
            || !starts.TryGetValue((clientHost, FlowEnds.End(serverHost, port)), out List<CaptureTime>? times) || times.Count < 3)
        {
            return null;
        }

        var gaps = new double[times.Count - 1];
        for (int i = 1; i < times.Count; i++)
        {
            gaps[i - 1] = times[i].SecondsSince(times[i - 1]);
        }

        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean)));
        return mean <= 0 ? null : new Rhythm(times.Count, mean, deviation / mean);
    }

    /// <param name="Count">Probes.</param>
    /// <param name="PeriodSeconds">Mean distance.</param>
    /// <param name="Variation">Standard deviation over mean; below 0.05 is a clock.</param>
    public sealed record Rhythm(int Count, double PeriodSeconds, double Variation);
}
