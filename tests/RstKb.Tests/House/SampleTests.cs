using System.Security.Cryptography;
using RstKb.Diagnosis;
using RstKb.Tests.Diagnosis;

namespace RstKb.Tests.House;

/// <summary>The articles' captures: each made by the lab, with a truth file that says all that must be known of it.</summary>
public sealed class SampleTests
{
    /// <summary>Bytes; a page loads a sample whole.</summary>
    private const long MostBytes = 20_000;

    private static readonly string Root = Corpus.RepositoryRoot;

    public static TheoryData<string> Names => new(Samples.Files.Select(f => Path.GetFileNameWithoutExtension(f)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Capture_IsTheOneOfItsTruthFile(string name)
    {
        string capture = Samples.File(name);
        Assert.Equal(Truth.FileOf(capture).Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(capture))));
        Assert.InRange(new FileInfo(capture).Length, 1, MostBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TruthFile_NamesScenarioSeedKernelVantageAndCounters(string name)
    {
        Truth.TruthFile truth = Truth.FileOf(Samples.File(name));
        string scenario = Path.Combine(Root, "tests", "lab", "scenarios", truth.Scenario + ".py");
        Assert.True(File.Exists(scenario), scenario);
        Assert.Contains($"def {truth.Variant.Replace('-', '_')}(", File.ReadAllText(scenario), StringComparison.Ordinal);
        Assert.True(truth.Seed > 0);
        Assert.Matches("^[0-9]+\\.[0-9]+", truth.Kernel);
        Assert.Contains(truth.Vantage, new[] { "client", "router", "server", "proxy" });
        Assert.True(truth.RoundTripMs > 0);
        Assert.Equal(new[] { "client", "router", "server" }, truth.Counters.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(truth.Counters.Values, c => c.Count > 0);
        Assert.All(new[] { truth.Made, truth.Origin, truth.Licence }, Assert.NotEmpty);
        Assert.Equal(truth.Made.Contains("stretched", StringComparison.Ordinal), truth.Shortened.Contains("stretched", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Flows_SayCauseSenderHarmAndTheKernelsReason(string name)
    {
        Truth.TruthFile truth = Truth.FileOf(Samples.File(name));
        Assert.NotEmpty(truth.Flows);
        Assert.All(truth.Flows, flow =>
        {
            bool reset = flow.Cause != "none";
            Assert.Contains(flow.Cause, CauseCatalogue.Slugs.Append("none"));
            Assert.All(flow.Acceptable, a => Assert.Contains(a, CauseCatalogue.Slugs));
            Assert.Contains(flow.SentBy, reset ? new[] { "client", "server", "middlebox" } : ["none"]);
            Assert.Contains(flow.Harm, reset ? new[] { "benign", "harmful", "unknown" } : ["none"]);
            Assert.Matches("^(none|[A-Z][A-Z0-9_]+)$", flow.KernelReason);

            // A kernel that sent it says why; only a device on the path has no such word for it.
            Assert.True(!reset || flow.SentBy == "middlebox" || flow.KernelReason != "none", $"{flow.Client}:{flow.ClientPort}");
        });
    }

    [Fact]
    public void EverySample_BearsTheNameOfAnArticleOfACause()
    {
        string[] articles = [.. Directory.EnumerateFiles(Path.Combine(Root, "content", "causes"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)!)];
        Assert.All(Samples.Files.Select(f => Path.GetFileNameWithoutExtension(f)!), name =>
            Assert.Contains(articles, a => name == a || name.StartsWith(a + "-", StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryArticleOfACause_HasItsSampleUnlessNoKernelOfTodayMakesIt()
    {
        IEnumerable<string> without = Directory.EnumerateFiles(Path.Combine(Root, "content", "causes"), "*.md")
            .Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(slug => !File.Exists(Samples.File(slug)));
        Assert.Equal(["tw-recycle"], without);
    }

    [Fact]
    public void EveryArticleOfACause_NamesItsScenarioWhereItTellsHowToReproduceIt() =>
        Assert.All(Directory.EnumerateFiles(Path.Combine(Root, "content", "causes"), "*.md"), article =>
        {
            string slug = Path.GetFileNameWithoutExtension(article);
            Assert.True(File.Exists(Path.Combine(Root, "tests", "lab", "scenarios", slug + ".py")), slug);
            string[] sections = File.ReadAllText(article).Split("\n## ");
            string steps = Assert.Single(sections, s => s.StartsWith("How to reproduce it\n", StringComparison.Ordinal));
            Assert.Contains($"tests/lab/run.sh {slug}`", steps, StringComparison.Ordinal);
            Assert.Contains("```sh\n", steps, StringComparison.Ordinal);
            Assert.Matches("\nExpected[^\n]*:\n\n```text\n", steps);
        });

    [Fact]
    public void EveryTruthFile_HasItsCapture() =>
        Assert.Equal(
            Samples.Files.Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Samples.Folder, "*.truth.yaml").Select(f => Path.GetFileName(f).Replace(".truth.yaml", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
