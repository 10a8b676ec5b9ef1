using RstKb.Capture.Files;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Sorts the segments of a capture that is read again into traces, one for each wanted flow, and gives each away when its last packet was added. Only what
/// belongs to such a flow is decoded.
/// </summary>
internal sealed class TraceCollector
{
    /// <summary>Builders kept for the next flow.</summary>
    private const int MostSpare = 256;

    private readonly FlowTable flows;
    private readonly CaptureLimits limits;
    private readonly SpentTraces spent;
    private readonly Action<FlowTrace> onTrace;
    private readonly FlowCursor cursor;
    private readonly MptcpConnections mptcp = new();
    private readonly int? only;

    // For each flow the number of its builder plus one, 0 where it has none.
    private readonly int[] open;
    private readonly List<TraceBuilder?> builders = [];
    private readonly Stack<int> spare = new();
    private int begun;
    private long touched;

    /// <param name="flows">The survey's table.</param>
    /// <param name="limits">Bounds the traces and their number.</param>
    /// <param name="only">The one flow that is traced, whether or not it was reset; null for all that were.</param>
    /// <param name="spent">Where segments come from.</param>
    /// <param name="onTrace">Called once a flow, in the order in which the flows end.</param>
    public TraceCollector(FlowTable flows, CaptureLimits limits, int? only, SpentTraces spent, Action<FlowTrace> onTrace)
    {
        this.flows = flows;
        this.limits = limits;
        this.only = only;
        this.spent = spent;
        this.onTrace = onTrace;
        cursor = new FlowCursor(flows);
        open = new int[flows.Count];
        Wanted = only is null ? Math.Min(flows.ResetFlows, limits.MaxResets) : 1;
    }

    /// <summary>Flows to be traced.</summary>
    public int Wanted { get; }

    /// <summary>Traces given away.</summary>
    public int Traced { get; private set; }

    /// <summary>Adds what the block holds of wanted flows.</summary>
    public void Add(SegmentBlock block)
    {
        ReadOnlySpan<SurveyedSegment> segments = block.Segments;
        ReadOnlySpan<SegmentPlace> places = block.Places;
        for (int i = 0; i < segments.Length && Traced < Wanted; i++)
        {
            if (i % FlowTable.Together == 0)
            {
                touched += flows.TouchFlows(segments.Slice(i, Math.Min(FlowTable.Together, segments.Length - i)));
            }

            if (segments[i].Quotes == Quotation.None)
            {
                Add(segments[i], places[i]);
            }
            else
            {
                AddError(segments[i], places[i]);
            }
        }
    }

    /// <summary>Gives away what has been begun and not come to its end, which happens where the file is no longer the one that was surveyed.</summary>
    public void Finish()
    {
        for (int flow = 0; flow < open.Length && Traced < Wanted; flow++)
        {
            if (open[flow] != 0)
            {
                GiveAway(flow);
            }
        }
    }

    private void Add(in SurveyedSegment segment, in SegmentPlace place)
    {
        int flow = cursor.FlowOf(segment);
        bool isWanted = flow >= 0 && IsWanted(flow) && (open[flow] != 0 || TryBegin(flow));
        if (!isWanted && (flow < 0 || !segment.MayBeMptcp))
        {
            return;
        }

        CapturedPacket packet = place.PacketOf(segment);
        bool isDecoded = place.Frame == 0
            ? SegmentDecoder.TryDecode(packet, limits, out DecodedSegment decoded, out _)
            : SegmentDecoder.TryDecodeNext(packet, limits, place.Frame, out decoded);
        if (!isDecoded)
        {
            return;
        }

        // A connection of MPTCP goes over several flows, those without a RST too.
        int operations = mptcp.Take(decoded, flow, segment.FromLow);
        if (isWanted)
        {
            BuilderOf(flow).Add(decoded, packet, segment.FromLow, operations);
            GiveAwayIfComplete(flow, packet.Number);
        }
    }

    /// <summary>Adds an ICMP error to the flow that it quotes, if that one is being traced.</summary>
    private void AddError(in SurveyedSegment quote, in SegmentPlace place)
    {
        int flow = cursor.FlowOfQuote(quote);
        if (flow >= 0 && open[flow] != 0 && SegmentDecoder.TryDecodeError(place.PacketOf(quote), limits, out IcmpError error))
        {
            BuilderOf(flow).AddError(error, quote.Packet, quote.Time, quote.FromLow);
            GiveAwayIfComplete(flow, quote.Packet);
        }
    }

    private bool IsWanted(int flow) => only is null ? flows[flow].HasReset : flow == only;

    private bool TryBegin(int flow)
    {
        if (begun == Wanted)
        {
            return false;
        }

        begun++;
        if (!spare.TryPop(out int number))
        {
            number = builders.Count;
            builders.Add(null);
        }

        (builders[number] ??= new TraceBuilder(flows, spent, limits)).Begin(flow);
        open[flow] = number + 1;
        return true;
    }

    private void GiveAwayIfComplete(int flow, long packet)
    {
        if (BuilderOf(flow).IsComplete(packet))
        {
            GiveAway(flow);
        }
    }

    private void GiveAway(int flow)
    {
        int number = open[flow] - 1;
        open[flow] = 0;
        Traced++;
        onTrace(builders[number]!.Build());
        builders[number] = spare.Count < MostSpare ? builders[number] : null;
        spare.Push(number);
    }

    private TraceBuilder BuilderOf(int flow) => builders[open[flow] - 1]!;
}
