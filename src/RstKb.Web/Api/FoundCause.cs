namespace RstKb.Web.Api;

/// <summary>A cause that was found while the analysis still runs.</summary>
/// <param name="Cause">Its slug, or <c>undetermined</c>.</param>
/// <param name="Flows">Flows so far.</param>
/// <param name="Harmful">Those of them that did harm.</param>
public sealed record FoundCause(string Cause, int Flows, int Harmful);
