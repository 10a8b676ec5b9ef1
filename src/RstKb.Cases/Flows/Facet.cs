namespace RstKb.Cases.Flows;

/// <summary>A value of a column and how often it is there.</summary>
/// <param name="Value">As it stands in a <see cref="FlowFilter"/>.</param>
/// <param name="Flows">Flows with it.</param>
/// <param name="Harmful">Those of them that did harm.</param>
public sealed record Facet(string Value, int Flows, int Harmful);
