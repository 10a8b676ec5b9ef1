namespace RstKb.Cases.Sharing;

/// <summary>How much of a case a share link shows. Stored as lower-case text.</summary>
public enum ShareScope
{
    /// <summary>Verdicts, evidence and figures; no packets.</summary>
    Verdicts,

    /// <summary>Timelines and header fields too.</summary>
    Headers,

    /// <summary>Each flow can be downloaded as a capture too.</summary>
    Slices,
}
