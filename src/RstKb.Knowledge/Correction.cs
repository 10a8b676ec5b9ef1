namespace RstKb.Knowledge;

/// <summary>A word of a query that no article holds, and the one that was searched instead.</summary>
/// <param name="Typed">As it stands in the query.</param>
/// <param name="Meant">The word that the articles use, lower case.</param>
public sealed record Correction(string Typed, string Meant);
