namespace RstKb.Web.Api;

/// <summary>The answer to an upload.</summary>
/// <param name="Case">The case's public name.</param>
/// <param name="Url">Its page.</param>
/// <param name="Report">Its report.</param>
public sealed record AcceptedCase(string Case, string Url, string Report);
