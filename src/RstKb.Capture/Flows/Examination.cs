using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>The second pass: reads the capture again and gives a trace of each flow that holds a RST, as soon as its last packet was read.</summary>
public static class Examination
{
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
        var collector = new TraceCollector(survey.Flows, limits, null, spent ?? new SpentTraces(), onTrace);
        Read(stream, survey, limits, collector, runsAhead: false, progress, cancellationToken);
    }

    /// <summary>One flow, whether or not it holds a RST; reading ends with its last packet. Its <see cref="FlowTrace.ResetIndex"/> is -1 where it holds none.</summary>
    /// <param name="flow">From 0 to the survey's count of flows.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static FlowTrace Trace(Stream stream, SurveyResult survey, CaptureLimits limits, int flow, CancellationToken cancellationToken)
    {
        FlowTrace? found = null;
        var collector = new TraceCollector(survey.Flows, limits, flow, new SpentTraces(), trace => found = trace);
        Read(stream, survey, limits, collector, runsAhead: true, null, cancellationToken);
        collector.Finish();
        return found ?? throw new CaptureFormatException($"Flow {flow} is not in this file: it is not the one that was surveyed.", 0);
    }

    private static void Read(
        Stream stream, SurveyResult survey, CaptureLimits limits, TraceCollector collector, bool runsAhead, Action<int>? progress, CancellationToken cancellationToken)
    {
        using var feed = new SegmentFeed(stream, limits, survey.Flows.Keys, keepsPlaces: true, runsAhead);
        while (collector.Traced < collector.Wanted && feed.Take() is { } block)
        {
            collector.Add(block);
            feed.GiveBack(block);
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(collector.Traced);
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke(collector.Traced);
    }
}
