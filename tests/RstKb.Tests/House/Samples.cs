namespace RstKb.Tests.House;

/// <summary>The articles' sample captures in content/captures: they are part of the repository, so every checkout has them.</summary>
public static class Samples
{
    public static string Folder { get; } = Path.Combine(Corpus.RepositoryRoot, "content", "captures");

    /// <summary>Full paths of all samples, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*.pcapng").Order(StringComparer.Ordinal)];

    /// <param name="name">Name without folder and extension, for instance <c>closed-port</c>.</param>
    public static string File(string name) => Path.Combine(Folder, name + ".pcapng");
}
