using RstKb.Web.Components.Case;

namespace RstKb.Web.Components.Flow;

/// <summary>Where a flow page stands: below which case or shared view, and among which flows.</summary>
public sealed record FlowPlace
{
    /// <summary>Address of the case or the shared view.</summary>
    public required string Root { get; init; }

    /// <summary>Scheme and host, for what is copied.</summary>
    public required string Origin { get; init; }

    public string? EngineVersion { get; init; }

    /// <summary>Lower-case hexadecimal, or null where it is not told.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The case whose capture is still stored; null where packets cannot be read any more, and in shared views.</summary>
    public string? StoredCase { get; init; }

    /// <summary>The capture's file name.</summary>
    public string? CaptureName { get; init; }

    /// <summary>Bytes of the stored capture.</summary>
    public long CaptureBytes { get; init; }

    /// <summary>The query of the flows that belong to this one's group.</summary>
    public CaseQuery Group { get; init; } = new();

    /// <summary>The share dialog, or null where nothing can be shared from here.</summary>
    public string? ShareHref { get; init; }

    /// <summary>False where a shared view shows verdicts alone.</summary>
    public bool HasPackets { get; init; } = true;

    /// <summary>Where a shared view gives this flow as a capture; null where it does not.</summary>
    public string? SliceHref { get; init; }

    /// <summary>True where the flow can be laid beside one that was not reset: such flows are read from the capture.</summary>
    public bool CanCompare { get; init; }

    /// <summary>True where the capture is cut short.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>True in a shared view: nothing can be written and nothing leads into the case.</summary>
    public bool IsShared { get; init; }
}
