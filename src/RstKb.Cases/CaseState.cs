namespace RstKb.Cases;

/// <summary>How far a case has come. Stored as lower-case text.</summary>
public enum CaseState
{
    /// <summary>The capture is arriving and is surveyed as it arrives.</summary>
    Receiving,

    /// <summary>The capture is stored; its reset flows are being examined.</summary>
    Analysing,

    /// <summary>Everything is saved.</summary>
    Done,

    /// <summary>The analysis ended with a fault after the capture had been accepted. The case holds a sentence and no flows.</summary>
    Failed,
}
