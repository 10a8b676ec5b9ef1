using RstKb.Knowledge;

namespace RstKb.Cli.Content;

/// <summary>Finds the articles.</summary>
internal static class ContentFolder
{
    private const string Setting = "RSTKB_CONTENT";

    /// <exception cref="CommandFailure">They are nowhere, or one of them is broken.</exception>
    public static ArticleCatalogue Load()
    {
        try
        {
            return ArticleCatalogue.Load(Find());
        }
        catch (Exception flaw) when (flaw is ArticleFormatException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, flaw.Message);
        }
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named)
        {
            return named;
        }

        string beside = Path.Combine(AppContext.BaseDirectory, "content");
        if (Directory.Exists(beside))
        {
            return beside;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RstKb.sln")))
            {
                return Path.Combine(folder.FullName, "content");
            }
        }

        throw new CommandFailure(ExitCodes.Unreadable, $"the articles are not here: put the folder content beside the program, or name it in {Setting}.");
    }
}
