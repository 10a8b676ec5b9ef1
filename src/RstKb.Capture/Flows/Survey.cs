using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>The first pass: every packet once, in order, without an allocation per packet. It works on a stream as on a file.</summary>
public static class Survey
{
    /// <summary>How many packets pass between two looks at progress and cancellation.</summary>
    private const int Stride = 8192;

    /// <param name="stream">The capture, read forward to its end.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="progress">Called every few thousand packets, or null.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static SurveyResult Run(Stream stream, CaptureLimits limits, Action<SurveyProgress>? progress, CancellationToken cancellationToken)
    {
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        var flows = new FlowTable(limits);
        var counts = new SurveyCounts();
        var batch = new SurveyBatch(flows, counts, limits);
        while (reader.TryRead(out CapturedPacket packet))
        {
            batch.Add(packet);
            if (counts.Packets % Stride == 0)
            {
                batch.Flush();
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(new SurveyProgress(reader.BytesRead, counts.Packets, flows.Count, flows.ResetFlows));
            }
        }

        batch.Flush();
        cancellationToken.ThrowIfCancellationRequested();
        counts.Packets = reader.Frames;
        progress?.Invoke(new SurveyProgress(reader.BytesRead, counts.Packets, flows.Count, flows.ResetFlows));
        return new SurveyResult
        {
            Format = reader.Format,
            Compression = reader.Compression,
            LinkTypes = [.. reader.LinkTypes],
            CutShort = reader.CutShort,
            Dropped = reader.Dropped,
            Bytes = reader.BytesRead,
            Counts = counts,
            Flows = flows,
        };
    }
}

/// <summary>How far the first pass has come.</summary>
/// <param name="Bytes">Bytes of the file as given.</param>
/// <param name="Packets">Packets of any kind.</param>
/// <param name="Flows">TCP flows.</param>
/// <param name="ResetFlows">TCP flows with a RST.</param>
public readonly record struct SurveyProgress(long Bytes, long Packets, int Flows, int ResetFlows);
