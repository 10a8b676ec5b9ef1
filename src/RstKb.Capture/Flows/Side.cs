namespace RstKb.Capture.Flows;

/// <summary>One end of a flow: the client sent the SYN, or is taken for the one that did.</summary>
public enum Side : byte
{
    Client,
    Server,
}
