namespace RstKb.Web.Api;

/// <summary>A case of a capture that arrived again.</summary>
/// <param name="Url">Its page.</param>
/// <param name="Name">As people named it.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="Resets">Flows with a reset.</param>
/// <param name="Notes">Notes of the team.</param>
public sealed record EarlierCase(string Url, string Name, DateTimeOffset CreatedAt, int Resets, int Notes);
