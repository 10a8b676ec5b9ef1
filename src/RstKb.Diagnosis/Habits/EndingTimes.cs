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
    private readonly Dictionary<ulong, List<Ending>> byHost = new(new SeededComparer());

    internal EndingTimes(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            FlowEnds ends = FlowEnds.Of(flows, i);
            bool hasFin = ((record.Low.Flags | record.High.Flags) & TcpFlags.Fin) != 0;
            if (record.HasReset)
            {
                Add(ends, new Ending(record.ResetTime, i, true, record.ResetFromLow == ends.ClientIsLow));
            }

            if (hasFin && (!record.HasReset || record.FinBeforeReset))
            {
                Add(ends, new Ending(record.FirstFin, i, false, ((ends.ClientIsLow ? record.Low : record.High).Flags & TcpFlags.Fin) != 0));
            }
        }

        foreach (List<Ending> endings in byHost.Values)
        {
            endings.Sort(static (a, b) => a.Time.CompareTo(b.Time));
        }
    }

    /// <summary>Endings of other flows of the host within <paramref name="seconds"/> of a moment; 64 on either side at most.</summary>
    public IEnumerable<Ending> Around(NetworkAddress host, CaptureTime time, double seconds, int exceptFlow)
    {
        if (flows.HostOf(host) is not { } number || !byHost.TryGetValue(number, out List<Ending>? endings))
        {
            yield break;
        }

        int at = FirstAtOrAfter(endings, time);
        for (int i = Math.Max(0, at - MostNeighbours); i < Math.Min(endings.Count, at + MostNeighbours); i++)
        {
            if (endings[i].Flow != exceptFlow && Math.Abs(endings[i].Time.SecondsSince(time)) <= seconds)
            {
                yield return endings[i];
            }
        }
    }

    private static int FirstAtOrAfter(List<Ending> endings, CaptureTime time)
    {
        int low = 0;
        int high = endings.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (endings[middle].Time.CompareTo(time) < 0)
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

    private void Add(FlowEnds ends, Ending ending)
    {
        Add(ends.Client, ending);
        if (ends.Server != ends.Client)
        {
            Add(ends.Server, ending);
        }
    }

    private void Add(ulong host, Ending ending)
    {
        ref List<Ending>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(byHost, host, out _);
        list ??= [];
        list.Add(ending);
    }

    /// <param name="Time">When.</param>
    /// <param name="Flow">The flow's number.</param>
    /// <param name="IsReset">A RST; otherwise a FIN.</param>
    /// <param name="ByClient">The client sent it, as far as the survey keeps it.</param>
    public readonly record struct Ending(CaptureTime Time, int Flow, bool IsReset, bool ByClient);
}
