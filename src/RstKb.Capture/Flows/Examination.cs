using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The second pass: reads the capture again and gives a trace of each flow that holds a RST, as soon as its last packet was read.</summary>
public static class Examination
{
    private const int Stride = 8192;

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
        var cursor = new FlowCursor(survey.Flows);
        var open = new Dictionary<int, TraceBuilder>();
        long packets = 0;
        int wanted = Math.Min(survey.Flows.ResetFlows, limits.MaxResets);
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
            if (flow < 0 || !survey.Flows[flow].HasReset)
            {
                continue;
            }

            if (!open.TryGetValue(flow, out TraceBuilder? builder))
            {
                if (open.Count + traced >= wanted)
                {
                    continue;
                }

                builder = new TraceBuilder(flow, survey.Flows[flow], survey.Flows.KeyOf(flow), limits);
                open.Add(flow, builder);
            }

            builder.Add(segment, packet.Number, packet.Time, packet.Interface, fromLow);
            if (builder.IsComplete(packet.Number))
            {
                open.Remove(flow);
                traced++;
                onTrace(builder.Build());
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke(traced);
    }
}
