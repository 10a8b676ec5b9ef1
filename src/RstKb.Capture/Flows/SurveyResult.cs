using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>What the first pass found. Its size grows with flows and hosts, never with packets.</summary>
public sealed class SurveyResult
{
    private readonly Lazy<HostHabits> hosts;

    public SurveyResult() => hosts = new Lazy<HostHabits>(() => new HostHabits(Flows!));

    public required string Format { get; init; }

    public required string Compression { get; init; }

    public required IReadOnlyList<LinkType> LinkTypes { get; init; }

    public required CutShort? CutShort { get; init; }

    /// <summary>Packets the capturing host dropped; null where the file does not tell.</summary>
    public required long? Dropped { get; init; }

    /// <summary>Bytes of the file as it was given that were read.</summary>
    public required long Bytes { get; init; }

    public required SurveyCounts Counts { get; init; }

    public required FlowTable Flows { get; init; }

    /// <summary>What the capture says of each address; added up when it is first asked for.</summary>
    public HostHabits Hosts => hosts.Value;
}
