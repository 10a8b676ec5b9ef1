using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Habits;

/// <summary>For each flow the one before it on the same addresses and ports.</summary>
public sealed class PairHistory
{
    private readonly Dictionary<int, int> previous = [];

    internal PairHistory(FlowTable flows)
    {
        var latest = new Dictionary<FlowKey, int>();
        for (int i = 0; i < flows.Count; i++)
        {
            if (latest.TryGetValue(flows[i].Key, out int before))
            {
                previous[i] = before;
            }

            latest[flows[i].Key] = i;
        }
    }

    /// <summary>Number of the flow that used the same four-tuple before, or null.</summary>
    public int? Before(int flow) => previous.TryGetValue(flow, out int before) ? before : null;
}
