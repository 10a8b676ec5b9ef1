namespace RstKb.Web.Hosting;

/// <summary>Where the articles and their samples are.</summary>
/// <param name="Path">An absolute path.</param>
public sealed record ContentFolder(string Path)
{
    private const string Name = "content";

    /// <summary>The folder that the operator names, or the one beside the published app, or the repository's.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none of them.</exception>
    public static ContentFolder Find(string? named)
    {
        if (!string.IsNullOrWhiteSpace(named))
        {
            return Directory.Exists(named)
                ? new ContentFolder(System.IO.Path.GetFullPath(named))
                : throw new DirectoryNotFoundException($"RSTKB_CONTENT names {named}, which is no folder.");
        }

        string published = System.IO.Path.Combine(AppContext.BaseDirectory, Name);
        string? found = Directory.Exists(published) ? published : InRepository(AppContext.BaseDirectory) ?? InRepository(Directory.GetCurrentDirectory());
        return found is not null
            ? new ContentFolder(found)
            : throw new DirectoryNotFoundException("The folder with the articles is missing. Put it beside the app as \"content\", or name it in RSTKB_CONTENT.");
    }

    private static string? InRepository(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RstKb.sln")))
            {
                string content = System.IO.Path.Combine(folder.FullName, Name);
                return Directory.Exists(content) ? content : null;
            }
        }

        return null;
    }
}
