using RstKb.Capture.Files;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The second pass: reads the capture again and gives a trace of each flow that holds a RST, as soon as its last packet was read.</summary>
public static class Examination
{
    private const int Stride = 8192;

    /// <summary>Analyses kept for the next flow.</summary>
    private const int MostSpare = 256;

    /// <param name="stream">The same bytes as the survey's.</param>
    /// <param name="survey">The first pass over them.</param>
    /// <param name="limits">The bounds of the first pass.</param>
    /// <param name="onTrace">Called once a flow, in the order in which the flows end.</param>
    /// <param name="progress">Called every few thousand packets with the number of traces given, or null.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static void Run(
        Stream stream, SurveyResult survey, CaptureLimits limits, Action<FlowTrace> onTrace, Action<int>? progress, CancellationToken cancellationToken)
    {
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        FlowTable flows = survey.Flows;
        var cursor = new FlowCursor(flows);
        var open = new TraceBuilder?[flows.Count];
        var spare = new Stack<SequenceAnalysis>();
        long packets = 0;
        int wanted = Math.Min(flows.ResetFlows, limits.MaxResets);
        int begun = 0;
        int traced = 0;
        while (traced < wanted && reader.TryRead(out CapturedPacket packet))
        {
            if (++packets % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(traced);
            }

            if (!SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out _))
            {
                continue;
            }

            bool fromLow = FlowKey.IsFromLow(segment);
            int flow = cursor.FlowOf(segment, fromLow);
            if (flow < 0 || !flows[flow].HasReset)
            {
                continue;
            }

            ref TraceBuilder? builder = ref open[flow];
            if (builder is null)
            {
                if (begun == wanted)
                {
                    continue;
                }

                begun++;
                builder = new TraceBuilder(flow, flows, spare.TryPop(out SequenceAnalysis? used) ? used : new SequenceAnalysis(), limits);
            }

            builder.Add(segment, packet.Number, packet.Time, packet.Interface, fromLow);
            if (builder.IsComplete(packet.Number))
            {
                traced++;
                onTrace(builder.Build());
                Recycle(spare, builder.Analysis);
                builder = null;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke(traced);
    }

    /// <summary>One flow, whether or not it holds a RST; reading ends with its last packet. Its <see cref="FlowTrace.ResetIndex"/> is -1 where it holds none.</summary>
    /// <param name="flow">From 0 to the survey's count of flows.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static FlowTrace Trace(Stream stream, SurveyResult survey, CaptureLimits limits, int flow, CancellationToken cancellationToken)
    {
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        var cursor = new FlowCursor(survey.Flows);
        var builder = new TraceBuilder(flow, survey.Flows, new SequenceAnalysis(), limits);
        for (long packets = 1; reader.TryRead(out CapturedPacket packet); packets++)
        {
            if (packets % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out _))
            {
                continue;
            }

            bool fromLow = FlowKey.IsFromLow(segment);
            if (cursor.FlowOf(segment, fromLow) != flow)
            {
                continue;
            }

            builder.Add(segment, packet.Number, packet.Time, packet.Interface, fromLow);
            if (builder.IsComplete(packet.Number))
            {
                break;
            }
        }

        return builder.Build();
    }

    private static void Recycle(Stack<SequenceAnalysis> spare, SequenceAnalysis analysis)
    {
        if (spare.Count < MostSpare)
        {
            analysis.Clear();
            spare.Push(analysis);
        }
    }
}
