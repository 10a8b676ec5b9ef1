using System.Text;

namespace RstKb.Diagnosis;

/// <summary>All causes of this assembly, found by their type: to add a cause is to add its file.</summary>
public static class CauseCatalogue
{
    /// <summary>One of each, ordered by slug.</summary>
    public static IReadOnlyList<Cause> All { get; } =
    [
        .. typeof(Cause).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Cause)) && !t.IsAbstract)
            .Select(t => (Cause)Activator.CreateInstance(t)!)
            .OrderBy(c => c.Slug, StringComparer.Ordinal),
    ];

    /// <summary>Their slugs, in order.</summary>
    public static IReadOnlyList<string> Slugs { get; } = [.. All.Select(c => c.Slug)];

    public static Cause? Find(string slug) => All.FirstOrDefault(c => c.Slug == slug);

    /// <summary>The type's name in kebab case: <c>ClosedPort</c> is <c>closed-port</c>. A digit starts no word: <c>FinWait2Orphan</c> is <c>fin-wait2-orphan</c>.</summary>
    internal static string SlugOf(Type type)
    {
        var slug = new StringBuilder();
        foreach (char c in type.Name)
        {
            if (char.IsUpper(c) && slug.Length > 0)
            {
                slug.Append('-');
            }

            slug.Append(char.ToLowerInvariant(c));
        }

        return slug.ToString();
    }
}
