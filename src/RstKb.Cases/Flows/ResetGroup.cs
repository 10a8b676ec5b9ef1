using RstKb.Capture;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>Flows that belong together.</summary>
public sealed record ResetGroup
{
    /// <summary>Null where the verdict is undetermined, and where flows were grouped by their ends alone.</summary>
    public required string? Cause { get; init; }

    /// <summary>Empty where flows were grouped by their ends alone.</summary>
    public required string SentBy { get; init; }

    /// <summary>As <see cref="SentBy"/>.</summary>
    public required string Harm { get; init; }

    /// <summary>Null where flows were grouped by cause alone, and where the group holds several servers.</summary>
    public required EndpointReport? Server { get; init; }

    /// <summary>How many servers, counted with their ports; 0 where flows were grouped by cause alone.</summary>
    public required int Servers { get; init; }

    /// <summary>The narrowest prefix that holds the servers of a group of several; null where there is one, and where nothing common is left.</summary>
    public required string? ServerPrefix { get; init; }

    /// <summary>The port that all servers of the group share, or null.</summary>
    public required int? ServerPort { get; init; }

    /// <summary>Servers inside the prefix that are not part of this group: at them the same happened so often that each has a group of its own.</summary>
    public required IReadOnlyList<EndpointReport> ExceptServers { get; init; }

    public required int Flows { get; init; }

    /// <summary>All connections of the capture to the group's servers, reset or not; 0 where flows were grouped by cause alone, and in cases that did not count them.</summary>
    public required int Connections { get; init; }

    public required int Harmful { get; init; }

    /// <summary>Flows whose level is <c>likely</c>.</summary>
    public required int Likely { get; init; }

    /// <summary>Flows whose level is <c>possible</c>.</summary>
    public required int Possible { get; init; }

    /// <summary>Mean of the flows' confidence.</summary>
    public required double Confidence { get; init; }

    public required CaptureTime FirstResetAt { get; init; }

    public required CaptureTime LastResetAt { get; init; }

    /// <summary>How many different client addresses.</summary>
    public required int Clients { get; init; }

    /// <summary>The narrowest prefix that holds all clients, for instance <c>10.0.12.0/24</c>, or the address where there is one client; null where nothing common is left.</summary>
    public required string? ClientPrefix { get; init; }

    /// <summary>The flow to look at: the one with the highest confidence, the earliest of those.</summary>
    public required int TypicalFlow { get; init; }

    /// <summary>Resets over time, on the bars of <see cref="CaseOverview.Histogram"/>.</summary>
    public required IReadOnlyList<int> Sparkline { get; init; }
}
