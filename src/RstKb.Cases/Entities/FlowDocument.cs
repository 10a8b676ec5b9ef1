namespace RstKb.Cases.Entities;

/// <summary>The full report and the timeline of one reset flow. They are kept when the capture is deleted.</summary>
public sealed class FlowDocument
{
    public int CaseId { get; set; }

    public int Flow { get; set; }

    /// <summary>A <c>ResetReport</c> without its timeline: JSON, compressed with Brotli.</summary>
    public required byte[] Report { get; set; }

    /// <summary>A <c>FlowTimeline</c>: JSON, compressed with Brotli.</summary>
    public required byte[] Timeline { get; set; }
}
