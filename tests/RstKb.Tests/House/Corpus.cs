namespace RstKb.Tests.House;

/// <summary>The labelled captures that the tests read: made on real kernels, with the truth about each in <c>labels.json</c>.</summary>
public static class Corpus
{
    private const string Setting = "RSTKB_CORPUS";

    /// <summary>The folder that holds RstKb.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder of the captures: the environment variable RSTKB_CORPUS, else <c>../shared/corpus</c> beside the repository or one of the folders above it, else the articles' samples.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Full paths of all captures, in ordinal order of their names.</summary>
    public static IEnumerable<string> Files { get; } = FindFiles();

    /// <param name="name">File name without folder, for instance <c>closed-port.pcap</c>.</param>
    public static string File(string name) => Path.Combine(Folder, name);

    private static string FindRepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "RstKb.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds RstKb.sln.");
    }

    private static string FindFolder()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"{Setting} names {named}, which is no folder.");
        }

        // A second working tree of the repository may lie deeper than the first, so the folders above are asked too.
        for (DirectoryInfo? folder = Directory.GetParent(RepositoryRoot); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "corpus");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        // A clone without the corpus still has the articles' samples.
        return Path.Combine(RepositoryRoot, "content", "captures");
    }

    private static string[] FindFiles()
    {
        string[] files = [.. Directory.EnumerateFiles(Folder).Where(file => Path.GetExtension(file) is ".pcap" or ".pcapng")];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
