namespace RstKb.Cases.Intake;

/// <summary>How far a case has come, at one moment. Figures only grow.</summary>
public sealed record ProgressSnapshot
{
    /// <summary>The case's public name.</summary>
    public required string CaseId { get; init; }

    public required CaseState State { get; init; }

    /// <summary>When the upload began; after a restart, when the capture was taken up again.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Bytes of the file that were read and surveyed.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes that have arrived.</summary>
    public required long Arrived { get; init; }

    /// <summary>Bytes that will come; null where the sender did not say.</summary>
    public required long? Total { get; init; }

    /// <summary>Flows with a reset that the second pass has judged.</summary>
    public required int Examined { get; init; }

    public required long Packets { get; init; }

    public required int Flows { get; init; }

    /// <summary>Flows with a reset.</summary>
    public required int Resets { get; init; }

    /// <summary>The most frequent causes of the flows judged so far (<see cref="Flows.FlowFilter.NoCause"/> for none), most first; five at most.</summary>
    public IReadOnlyList<Flows.Facet> Found { get; init; } = [];

    /// <summary>A stable short name of what went wrong; null unless failed.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>One sentence; null unless failed.</summary>
    public string? Error { get; init; }

    /// <summary>True for the last one.</summary>
    public bool IsLast => State is CaseState.Done or CaseState.Failed;
}
