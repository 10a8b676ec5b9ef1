namespace RstKb.Web.Components;

/// <summary>Finds the folder of the articles.</summary>
public static class ContentFolder
{
    private const string Name = "content";

    /// <summary>The folder <c>content</c> beside the program, or in the working tree from which it was started.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string contentRoot)
    {
        foreach (var start in new[] { AppContext.BaseDirectory, contentRoot })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, Name);
                if (Directory.Exists(Path.Combine(candidate, "causes")))
                {
                    return candidate;
                }
            }
        }

        throw new DirectoryNotFoundException($"No folder '{Name}' with articles was found beside the program or above {contentRoot}.");
    }
}
