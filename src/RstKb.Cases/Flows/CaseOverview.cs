using RstKb.Capture;

namespace RstKb.Cases.Flows;

/// <summary>What happened in a case, in figures.</summary>
public sealed record CaseOverview
{
    /// <summary>Reset flows that the filter lets through.</summary>
    public required int Total { get; init; }

    public required int Harmful { get; init; }

    public required int Benign { get; init; }

    public required int NotKnown { get; init; }

    /// <summary>Null where there is no reset.</summary>
    public required CaptureTime? FirstResetAt { get; init; }

    public required CaptureTime? LastResetAt { get; init; }

    /// <summary>The cause's slug (<see cref="FlowFilter.NoCause"/> for none) and its flows, most first.</summary>
    public required IReadOnlyList<Facet> Causes { get; init; }

    public required IReadOnlyList<Facet> Senders { get; init; }

    public required IReadOnlyList<Facet> Levels { get; init; }

    public required IReadOnlyList<Facet> Stages { get; init; }

    /// <summary>Those that did harm first, the largest of them first; 200 at most.</summary>
    public required IReadOnlyList<ResetGroup> Groups { get; init; }

    /// <summary>All groups, also those that are not in <see cref="Groups"/>.</summary>
    public required int GroupsTotal { get; init; }

    public required ResetHistogram Histogram { get; init; }
}
