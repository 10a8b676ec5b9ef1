using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Habits;

/// <summary>The two ends of a surveyed flow by role; hosts are the table's numbers for addresses.</summary>
internal readonly record struct FlowEnds(ulong Client, ushort ClientPort, ulong Server, ushort ServerPort, bool ClientIsLow)
{
    /// <summary>The server's address and port as one number.</summary>
    public ulong ServerEnd => End(Server, ServerPort);

    public static FlowEnds Of(FlowTable flows, int flow)
    {
        ref readonly FlowRecord record = ref flows[flow];
        bool clientIsLow = record.ClientIsLow(out _);
        (ulong low, ulong high) = flows.HostsOf(flow);
        return clientIsLow
            ? new FlowEnds(low, record.LowPort, high, record.HighPort, true)
            : new FlowEnds(high, record.HighPort, low, record.LowPort, false);
    }

    /// <summary>An address and a port as one number of 49 bits.</summary>
    public static ulong End(ulong host, ushort port) => host << 16 | port;
}
