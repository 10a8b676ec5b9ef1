namespace RstKb.Cases;

/// <summary>A case in which a cause was found.</summary>
/// <param name="CaseId">The public name.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Flows">Flows of the case with that cause.</param>
public sealed record CauseSighting(string CaseId, string Name, int Flows);
