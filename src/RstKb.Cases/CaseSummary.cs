namespace RstKb.Cases;

/// <summary>A case as lists show it.</summary>
public record CaseSummary
{
    /// <summary>The public, unguessable name.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required CaseState State { get; init; }

    public required string CaptureName { get; init; }

    public required long CaptureBytes { get; init; }

    public required string CaptureSha256 { get; init; }

    /// <summary>False once the capture was deleted; flows and timelines remain.</summary>
    public required bool CaptureStored { get; init; }

    public required long Packets { get; init; }

    /// <summary>All TCP flows.</summary>
    public required int Flows { get; init; }

    public required int ResetFlows { get; init; }

    public required int HarmfulFlows { get; init; }

    public required int BenignFlows { get; init; }

    /// <summary>The cause of most harmful flows (of most flows where none did harm); null where there is none.</summary>
    public required string? MainCause { get; init; }

    public required string? MainLevel { get; init; }

    public required string? FailureCode { get; init; }

    public required string? FailureText { get; init; }

    public required int Notes { get; init; }

    /// <summary>The stance of the team's last verdict on the case or one of its flows, as in <see cref="NoteView.Stance"/>; null where there is none.</summary>
    public required string? TeamStance { get; init; }

    /// <summary>The slug that this verdict names instead of the engine's; null unless it names one.</summary>
    public required string? TeamCause { get; init; }

    /// <summary>Share links that are neither revoked nor over.</summary>
    public required int LiveLinks { get; init; }
}
