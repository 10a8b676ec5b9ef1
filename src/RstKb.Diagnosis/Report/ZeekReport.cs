namespace RstKb.Diagnosis.Report;

/// <summary>What Zeek would log (<c>conn_state</c>, <c>history</c>).</summary>
public sealed record ZeekReport(string ConnState, string History);
