namespace RstKb.Tests.House;

/// <summary>Captures that single tests need, kept beside the tests: recorded between network namespaces on Linux 6.18, as the samples are.</summary>
public static class Inputs
{
    /// <param name="name">File name, for instance <c>several-causes.pcap</c>.</param>
    public static string File(string name)
    {
        string path = Path.Combine(Corpus.RepositoryRoot, "tests", "RstKb.Tests", "Inputs", name);
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException($"{name} is no input of the tests.", path);
    }
}
