using System.Text.Json.Serialization;

namespace RstKb.Web.Api;

/// <summary>The answer to an upload.</summary>
/// <param name="Case">The case's public name.</param>
/// <param name="Url">Its page.</param>
/// <param name="Report">Its report.</param>
/// <param name="Earlier">The newest finished case of the same bytes; left out where there is none.</param>
public sealed record AcceptedCase(
    string Case, string Url, string Report, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EarlierCase? Earlier = null);
