using System.Globalization;
using RstKb.Cases.Sharing;

namespace RstKb.Web.Components.Share;

/// <summary>What was chosen for a link, as one part of a preview's address: <c>headers-14-addresses-notes</c>. Neither password nor name stand in it.</summary>
public static class PreviewTerms
{
    private const char Separator = '-';
    private const string Addresses = "addresses";
    private const string Payload = "payload";
    private const string Notes = "notes";

    /// <summary>The part of the address.</summary>
    public static string Of(ShareTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        List<string> parts = [terms.Scope.ToString().ToLowerInvariant(), ((int)(terms.Life ?? ShareLinks.DefaultLife).TotalDays).ToString(CultureInfo.InvariantCulture)];
        parts.AddRange(new[] { (terms.ReplaceAddresses, Addresses), (terms.WithPayload, Payload), (terms.WithNotes, Notes) }.Where(part => part.Item1).Select(part => part.Item2));
        return string.Join(Separator, parts);
    }

    /// <summary>What <see cref="Of"/> wrote; null for anything else.</summary>
    public static ShareTerms? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(Separator);
        if (parts.Length < 2 || !Enum.TryParse(parts[0], ignoreCase: true, out ShareScope scope) || !Enum.IsDefined(scope)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int days) || days < 1 || days > ShareLinks.LongestLife.TotalDays)
        {
            return null;
        }

        var terms = new ShareTerms
        {
            Scope = scope, Life = TimeSpan.FromDays(days), ReplaceAddresses = parts.Contains(Addresses), WithPayload = parts.Contains(Payload), WithNotes = parts.Contains(Notes),
        };
        return Of(terms) == text ? terms : null;
    }
}
