using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the first pass found. Its size grows with flows and hosts, never with packets.</summary>
public sealed class SurveyResult
{
    public required string Format { get; init; }

    public required string Compression { get; init; }

    public required IReadOnlyList<LinkType> LinkTypes { get; init; }

    public required CutShort? CutShort { get; init; }

    /// <summary>Packets the capturing host dropped; null where the file does not tell.</summary>
    public required long? Dropped { get; init; }

    public required SurveyCounts Counts { get; init; }

    public required FlowTable Flows { get; init; }

    public required IReadOnlyDictionary<NetworkAddress, HostRecord> Hosts { get; init; }
}
