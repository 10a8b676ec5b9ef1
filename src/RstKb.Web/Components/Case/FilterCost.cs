namespace RstKb.Web.Components.Case;

/// <summary>One part of a filter that lets nothing through.</summary>
/// <param name="Field">The part, for instance <c>client is</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Without">The view without it.</param>
/// <param name="Flows">How many flows that view has.</param>
public sealed record FilterCost(string Field, string Value, CaseQuery Without, int Flows);
