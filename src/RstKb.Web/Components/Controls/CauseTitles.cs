namespace RstKb.Web.Components.Controls;

/// <summary>What a cause is called: the title of its article, or its slug where there is no article yet.</summary>
public sealed class CauseTitles(IReadOnlyDictionary<string, string> titles)
{
    /// <summary>Slugs with their titles.</summary>
    public IReadOnlyDictionary<string, string> All => titles;

    /// <summary>The title for a slug; a sentence for a verdict without a cause.</summary>
    public string Of(string? slug) =>
        slug is null ? "No cause stands out" : titles.TryGetValue(slug, out var title) ? title : FromSlug(slug);

    private static string FromSlug(string slug) => slug.Length == 0 ? slug : char.ToUpperInvariant(slug[0]) + slug[1..].Replace('-', ' ');
}
