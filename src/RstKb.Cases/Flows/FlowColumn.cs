namespace RstKb.Cases.Flows;

/// <summary>Columns by which flows can be ordered.</summary>
public enum FlowColumn
{
    Flow,
    Started,
    Reset,
    Duration,
    Packets,
    Silence,
    Client,
    Server,
    Cause,
    Confidence,
    Harm,
    SentBy,
    Stage,
}
