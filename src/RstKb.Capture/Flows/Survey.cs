using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>The first pass: every packet once, in order, without an allocation per packet. It works on a stream as on a file.</summary>
public static class Survey
{
    /// <param name="stream">The capture, read forward to its end.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="progress">Called every few thousand packets, or null.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public static SurveyResult Run(Stream stream, CaptureLimits limits, Action<SurveyProgress>? progress, CancellationToken cancellationToken)
    {
        var flows = new FlowTable(limits);
        using var feed = new SegmentFeed(stream, limits, flows.Keys, keepsPlaces: false, runsAhead: true);
        while (feed.Take() is { } block)
        {
            flows.Add(block.Segments);
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(new SurveyProgress(block.BytesRead, block.Packets, flows.Count, flows.ResetFlows));
            feed.GiveBack(block);
        }

        flows.Keys.Close();
        cancellationToken.ThrowIfCancellationRequested();
        CaptureReader reader = feed.Reader;
        return new SurveyResult
        {
            Format = reader.Format,
            Compression = reader.Compression,
            LinkTypes = [.. reader.LinkTypes],
            CutShort = reader.CutShort,
            Dropped = reader.Dropped,
            Bytes = reader.BytesRead,
            Counts = feed.Counts,
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
