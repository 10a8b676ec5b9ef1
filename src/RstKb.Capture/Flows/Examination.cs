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
    /// <param name="spent">Traces that were given and are not needed any more, or null where all are kept.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static void Run(
        Stream stream,
        SurveyResult survey,
        CaptureLimits limits,
        Action<FlowTrace> onTrace,
        Action<int>? progress,
        CancellationToken cancellationToken,
        SpentTraces? spent = null)
    {
        spent ??= new SpentTraces();
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        FlowTable flows = survey.Flows;
        int wanted = Math.Min(flows.ResetFlows, limits.MaxResets);
        var collector = new TraceCollector(flows, limits, wanted, spent, onTrace);
        long packets = 0;
        while (collector.Traced < wanted && reader.TryRead(out CapturedPacket packet))
        {
            if (++packets % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(collector.Traced);
            }

            if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
            {
                collector.Add(segment, packet);
                while (segment.NextFrame != 0 && SegmentDecoder.TryDecodeNext(packet, limits, segment.NextFrame, out segment))
                {
                    collector.Add(segment, packet);
                }
            }
            else if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error))
            {
                collector.AddError(error, packet);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke(collector.Traced);
    }

    /// <summary>One flow, whether or not it holds a RST; reading ends with its last packet. Its <see cref="FlowTrace.ResetIndex"/> is -1 where it holds none.</summary>
    /// <param name="flow">From 0 to the survey's count of flows.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static FlowTrace Trace(Stream stream, SurveyResult survey, CaptureLimits limits, int flow, CancellationToken cancellationToken)
    {
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        var cursor = new FlowCursor(survey.Flows);
        var builder = new TraceBuilder(survey.Flows, new SpentTraces(), limits);
        builder.Begin(flow);
        for (long packets = 1; reader.TryRead(out CapturedPacket packet); packets++)
        {
            if (packets % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            bool isSegment = SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop);
            for (; isSegment; isSegment = segment.NextFrame != 0 && SegmentDecoder.TryDecodeNext(packet, limits, segment.NextFrame, out segment))
            {
                bool fromLow = FlowKey.IsFromLow(segment);
                if (cursor.FlowOf(segment, fromLow) == flow)
                {
                    builder.Add(segment, packet.Number, packet.Time, packet.Interface, fromLow);
                }
            }

            if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error) && cursor.FlowOfQuote(error, packet.Number) == flow)
            {
                builder.AddError(error, packet.Number, packet.Time);
            }

            if (builder.IsComplete(packet.Number))
            {
                break;
            }
        }

        return builder.Build();
    }
}
