using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RstKb.Tests.House;

/// <summary>Data flows one way through the program, and so do the references.</summary>
public sealed partial class LayeringTests
{
    [Theory]
    [InlineData("RstKb.Capture")]
    [InlineData("RstKb.Diagnosis", "RstKb.Capture")]
    [InlineData("RstKb.Knowledge")]
    [InlineData("RstKb.Cases", "RstKb.Diagnosis")]
    [InlineData("RstKb.Cases.Design", "RstKb.Cases")]
    [InlineData("RstKb.Web", "RstKb.Capture", "RstKb.Cases", "RstKb.Diagnosis", "RstKb.Knowledge")]
    [InlineData("RstKb.Cli", "RstKb.Capture", "RstKb.Diagnosis", "RstKb.Knowledge")]
    public void Project_UsesOnlyWhatStandsToItsLeft(string project, params string[] uses)
    {
        string[] references = [.. ReferencesOf(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

        Assert.Equal(uses, references);
    }

    [Theory]
    [InlineData("RstKb.Capture")]
    [InlineData("RstKb.Diagnosis")]
    [InlineData("RstKb.Knowledge", "Markdig", "YamlDotNet")]
    [InlineData("RstKb.Cli", "System.CommandLine")]
    public void Project_TakesNoOtherPackage(string project, params string[] packages) =>
        Assert.Equal(packages, ReferencesOf(project, "PackageReference").Order(StringComparer.Ordinal));

    [Fact]
    public void EveryProjectOfSrc_HasItsRule()
    {
        string[] projects = [.. Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

        Assert.Equal(["RstKb.Capture", "RstKb.Cases", "RstKb.Cases.Design", "RstKb.Cli", "RstKb.Diagnosis", "RstKb.Knowledge", "RstKb.Web"], projects);
    }

    [Theory]
    [InlineData("Files", "Headers")]
    [InlineData("Files", "Flows")]
    [InlineData("Headers", "Flows")]
    public void RoomOfCapture_DoesNotNameARoomToItsRight(string room, string right)
    {
        string[] breaches = [.. Directory.GetFiles(Path.Combine(Source, "RstKb.Capture", room), "*.cs", SearchOption.AllDirectories)
            .Where(file => Names(File.ReadAllText(file), $"RstKb.Capture.{right}"))
            .Select(file => Path.GetRelativePath(Source, file))];

        Assert.Empty(breaches);
    }

    [Fact]
    public void DiagnosisAndKnowledge_NeverMeet()
    {
        Assert.Empty(FilesThatName("RstKb.Diagnosis", "RstKb.Knowledge"));
        Assert.Empty(FilesThatName("RstKb.Knowledge", "RstKb.Diagnosis"));
    }

    private static string Source => Path.Combine(Corpus.RepositoryRoot, "src");

    private static IEnumerable<string> FilesThatName(string project, string other) =>
        Directory.GetFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories).Where(file => Names(File.ReadAllText(file), other));

    /// <summary>In code, not in a comment.</summary>
    private static bool Names(string code, string space) => Comment().Replace(code, "").Contains(space, StringComparison.Ordinal);

    private static IEnumerable<string> ReferencesOf(string project, string kind) =>
        XDocument.Load(Path.Combine(Source, project, $"{project}.csproj")).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
