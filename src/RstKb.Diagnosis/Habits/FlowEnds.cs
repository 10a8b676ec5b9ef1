using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>The two ends of a surveyed flow by role.</summary>
internal readonly record struct FlowEnds(NetworkAddress Client, ushort ClientPort, NetworkAddress Server, ushort ServerPort, bool ClientIsLow)
{
    public static FlowEnds Of(FlowTable flows, int flow)
    {
        bool clientIsLow = flows[flow].ClientIsLow(out _);
        FlowKey key = flows.KeyOf(flow);
        return clientIsLow
            ? new FlowEnds(key.LowAddress, key.LowPort, key.HighAddress, key.HighPort, true)
            : new FlowEnds(key.HighAddress, key.HighPort, key.LowAddress, key.LowPort, false);
    }
}
