namespace RstKb.Cases.Flows;

/// <summary>What puts flows into one group on the overview.</summary>
public enum FlowGrouping
{
    /// <summary>Cause, sender, harm and the server's address and port.</summary>
    CauseAndEnds,

    /// <summary>Cause, sender and harm.</summary>
    Cause,

    /// <summary>The server's address and port.</summary>
    Ends,
}
