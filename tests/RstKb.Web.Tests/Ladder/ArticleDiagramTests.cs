using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Tests.House;
using RstKb.Web.Components.Ladder;
using RstKb.Web.Components.Wiki;

namespace RstKb.Web.Tests.Ladder;

/// <summary>The pictures of the articles: each shows the reset that its truth file tells of.</summary>
public sealed class ArticleDiagramTests
{
    private static readonly string Content = Path.Combine(Corpus.RepositoryRoot, "content");

    public static TheoryData<string> Slugs => new(Directory.EnumerateFiles(Path.Combine(Content, "causes"), "*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(slug => File.Exists(SampleOf(slug))).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Diagram_ShowsTheResetOfItsSample(string slug)
    {
        var diagram = new ArticleDiagrams(new CaptureAnalyst(new CaptureLimits(), 0)).Of(SampleOf(slug));

        string[] causes = [.. diagram!.Truth.Flows.Select(flow => flow.Cause)];
        bool isReset = !causes.SequenceEqual(["none"]);
        Assert.Equal(isReset && causes.Contains(slug) ? slug : isReset ? causes[0] : null, diagram.Report?.Verdict.Cause);
        Assert.Equal(isReset, diagram.Model.Rows.OfType<PacketRow>().Any(row => row.Segment.IsTheReset));
    }

    private static string SampleOf(string slug) => Path.Combine(Content, "captures", slug + ".pcapng");
}
