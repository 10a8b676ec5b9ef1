namespace RstKb.Cases.Flows;

/// <summary>The values of one flow's countable columns.</summary>
internal readonly record struct FlowCell(string? Cause, string SentBy, string Harm, string Level, string Stage);
