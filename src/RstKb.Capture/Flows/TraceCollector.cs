using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>Sorts the segments of a capture that is read again into traces, one for each wanted flow, and gives each away when its last packet was added.</summary>
/// <param name="flows">The survey's table.</param>
/// <param name="limits">Bounds of a trace.</param>
/// <param name="wanted">How many flows with a RST are traced.</param>
/// <param name="spent">Where segments come from.</param>
/// <param name="onTrace">Called once a flow, in the order in which the flows end.</param>
internal sealed class TraceCollector(FlowTable flows, CaptureLimits limits, int wanted, SpentTraces spent, Action<FlowTrace> onTrace)
{
    /// <summary>Builders kept for the next flow.</summary>
    private const int MostSpare = 256;

    private readonly FlowCursor cursor = new(flows);
    private readonly TraceBuilder?[] open = new TraceBuilder?[flows.Count];
    private readonly Stack<TraceBuilder> spare = new();
    private int begun;

    /// <summary>Traces given away.</summary>
    public int Traced { get; private set; }

    public void Add(in DecodedSegment segment, in CapturedPacket packet)
    {
        bool fromLow = FlowKey.IsFromLow(segment);
        int flow = cursor.FlowOf(segment, fromLow);
        if (flow < 0 || !flows[flow].HasReset)
        {
            return;
        }

        ref TraceBuilder? builder = ref open[flow];
        if (builder is null)
        {
            if (begun == wanted)
            {
                return;
            }

            begun++;
            builder = spare.TryPop(out TraceBuilder? used) ? used : new TraceBuilder(flows, spent, limits);
            builder.Begin(flow);
        }

        builder.Add(segment, packet.Number, packet.Time, packet.Interface, fromLow);
        GiveAwayIfComplete(ref builder, packet.Number);
    }

    /// <summary>Adds an ICMP error to the flow that it quotes, if that one is being traced.</summary>
    public void AddError(in IcmpError error, in CapturedPacket packet)
    {
        int flow = cursor.FlowOfQuote(error, packet.Number);
        if (flow >= 0 && open[flow] is { } builder)
        {
            builder.AddError(error, packet.Number, packet.Time);
            GiveAwayIfComplete(ref open[flow], packet.Number);
        }
    }

    private void GiveAwayIfComplete(ref TraceBuilder? builder, long packet)
    {
        if (builder!.IsComplete(packet))
        {
            Traced++;
            onTrace(builder.Build());
            if (spare.Count < MostSpare)
            {
                spare.Push(builder);
            }

            builder = null;
        }
    }
}
