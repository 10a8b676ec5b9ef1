using System.Runtime.InteropServices;
using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>When the flows of each host saw their first FIN and their first RST: what happens to several flows at one moment has one cause.</summary>
public sealed class EndingTimes
{
    /// <summary>Neighbours looked at on either side of a moment.</summary>
    private const int MostNeighbours = 64;

    private readonly FlowTable flows;

    // The endings of each host stand together, in order of their times.
    private readonly Ending[] all;
    private readonly SeededMap<Run> byHost = new();

    internal EndingTimes(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            Count(i);
        }

        int total = 0;
        foreach ((ulong host, _) in byHost.Entries)
        {
            ref Run run = ref byHost.GetOrAdd(host);
            run.Start = total;
            total += run.Count;
            run.Count = 0;
        }

        all = new Ending[total];
        for (int i = 0; i < flows.Count; i++)
        {
            Keep(i);
        }

        foreach ((_, Run run) in byHost.Entries)
        {
            all.AsSpan(run.Start, run.Count).Sort(default(Earlier));
        }
    }

    /// <summary>Endings of other flows of the host within <paramref name="seconds"/> of a moment; 64 on either side at most.</summary>
    public EndingsNearby Around(NetworkAddress host, CaptureTime time, double seconds, int exceptFlow) => new(Neighbours(host, time, seconds), exceptFlow);

    /// <summary>
    /// How many of these endings are bare resets of the host itself on connections that had carried payload and seen no FIN: it no longer knew them.
    /// </summary>
    public int CountForgotten(NetworkAddress host, bool isClient, CaptureTime time, double seconds, int exceptFlow)
    {
        int count = 0;
        foreach (ref readonly Ending ending in Around(host, time, seconds, exceptFlow))
        {
            count += ending.IsForgotten && ending.ByClient == isClient ? 1 : 0;
        }

        return count;
    }

    /// <summary>The host's endings on either side of a moment, which stand in order of time.</summary>
    private ReadOnlySpan<Ending> Neighbours(NetworkAddress host, CaptureTime time, double seconds)
    {
        if (flows.HostOf(host) is not { } number || !byHost.TryGetValue(number, out Run run))
        {
            return [];
        }

        int first = FirstAtOrAfter(run, time);
        int end = first;
        int least = Math.Max(run.Start, first - MostNeighbours);
        int most = Math.Min(run.Start + run.Count, end + MostNeighbours);
        while (first > least && time.SecondsSince(all[first - 1].Time) <= seconds)
        {
            first--;
        }

        while (end < most && all[end].Time.SecondsSince(time) <= seconds)
        {
            end++;
        }

        return all.AsSpan(first, end - first);
    }

    private int FirstAtOrAfter(Run run, CaptureTime time)
    {
        int low = run.Start;
        int high = run.Start + run.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (all[middle].Time.CompareTo(time) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>A flow may have two endings: its first FIN, and its first RST after it or without it.</summary>
    private static (bool Reset, bool Fin) EndingsOf(in FlowRecord record) =>
        (record.HasReset, ((record.Low.Flags | record.High.Flags) & TcpFlags.Fin) != 0 && (!record.HasReset || record.FinBeforeReset));

    private void Count(int flow)
    {
        (bool reset, bool fin) = EndingsOf(flows[flow]);
        int count = (reset ? 1 : 0) + (fin ? 1 : 0);
        (ulong low, ulong high) = flows.HostsOf(flow);
        if (count == 0)
        {
            return;
        }

        byHost.GetOrAdd(low).Count += count;
        if (high != low)
        {
            byHost.GetOrAdd(high).Count += count;
        }
    }

    private void Keep(int flow)
    {
        ref readonly FlowRecord record = ref flows[flow];
        (bool reset, bool fin) = EndingsOf(record);
        bool clientIsLow = record.ClientIsLow(out _);
        if (reset)
        {
            bool isForgotten = (record.ResetFlags & TcpFlags.Ack) == 0 && !record.FinBeforeReset && record.PayloadBeforeReset;
            Keep(flow, new Ending(record.ResetTime, flow, true, record.ResetFromLow == clientIsLow, isForgotten));
        }

        if (fin)
        {
            Keep(flow, new Ending(record.FirstFin, flow, false, ((clientIsLow ? record.Low : record.High).Flags & TcpFlags.Fin) != 0));
        }
    }

    private void Keep(int flow, Ending ending)
    {
        (ulong low, ulong high) = flows.HostsOf(flow);
        Keep(low, ending);
        if (high != low)
        {
            Keep(high, ending);
        }
    }

    private void Keep(ulong host, Ending ending)
    {
        ref Run run = ref byHost.GetOrAdd(host);
        all[run.Start + run.Count++] = ending;
    }

    /// <summary>One host's endings.</summary>
    private struct Run
    {
        public int Start;
        public int Count;
    }

    /// <summary>By time; endings of one moment stand in their flows' order.</summary>
    private readonly struct Earlier : IComparer<Ending>
    {
        public int Compare(Ending a, Ending b) => a.Time.CompareTo(b.Time) is not 0 and var order ? order : (a.Flow, a.IsReset).CompareTo((b.Flow, b.IsReset));
    }

    /// <summary>One end of a flow, in twelve bytes: there are two for each flow and each host keeps its own.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
    public readonly record struct Ending
    {
        private const int FlowShift = 3;

        // The flow's number, and below it what it was.
        private readonly uint entry;

        internal Ending(CaptureTime time, int flow, bool isReset, bool byClient, bool isForgotten = false)
        {
            Time = time;
            entry = (uint)flow << FlowShift | (isReset ? 1u : 0) | (byClient ? 2u : 0) | (isForgotten ? 4u : 0);
        }

        /// <summary>When.</summary>
        public CaptureTime Time { get; }

        /// <summary>The flow's number.</summary>
        public int Flow => (int)(entry >> FlowShift);

        /// <summary>A RST; otherwise a FIN.</summary>
        public bool IsReset => (entry & 1) != 0;

        /// <summary>The client sent it, as far as the survey keeps it.</summary>
        public bool ByClient => (entry & 2) != 0;

        /// <summary>A bare RST on a connection that had carried payload and seen no FIN.</summary>
        public bool IsForgotten => (entry & 4) != 0;
    }
}
