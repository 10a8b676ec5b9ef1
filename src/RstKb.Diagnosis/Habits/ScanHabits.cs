using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>How many different ports and hosts each client touched without sending a byte.</summary>
public sealed class ScanHabits
{
    /// <summary>Targets remembered a client; more than this is a scan whatever the figure.</summary>
    private const int MostTargets = 1024;

    private readonly FlowTable flows;
    private readonly SeededMap<int> targets = new();

    internal ScanHabits(FlowTable flows)
    {
        this.flows = flows;
        var known = new KnownTargets(flows);
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            if (record.Low.Bytes + record.High.Bytes > 0 || !(record.Low.HasSyn || record.High.HasSyn))
            {
                continue;
            }

            FlowEnds ends = FlowEnds.Of(flows, i);
            ref int count = ref targets.GetOrAdd(ends.Client);
            if (count < MostTargets && known.Add(i, ends))
            {
                count++;
            }
        }
    }

    /// <summary>Different pairs of address and port that the client tried without sending payload, 1,024 at most.</summary>
    public int TargetsOf(NetworkAddress client) => flows.HostOf(client) is { } host ? targets.GetValueOrDefault(host) : 0;
}
