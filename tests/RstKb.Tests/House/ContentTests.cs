using RstKb.Knowledge;

namespace RstKb.Tests.House;

/// <summary>The rules that every article keeps; that it can be read at all, without raw HTML and under its own slug, is the catalogue's rule.</summary>
public sealed class ContentTests
{
    private const int LongestTitle = 40;
    private const int LongestSummary = 200;

    private static readonly string[] Sections =
        ["What the application sees", "On the wire", "Why it happens", "How to confirm it", "How to fix it", "How to reproduce it", "Sources"];

    private static readonly ArticleCatalogue Catalogue = ArticleCatalogue.Load(Path.Combine(Corpus.RepositoryRoot, "content"));

    public static TheoryData<string> Causes => [.. Catalogue.Articles.Where(article => article.Kind == ArticleKind.Cause).Select(article => article.Slug)];

    public static TheoryData<string> Paths => [.. Catalogue.Articles.Select(article => article.SourcePath)];

    [Fact]
    public void EveryLink_LeadsSomewhere() => Assert.Empty(Catalogue.DeadLinks);

    [Theory]
    [MemberData(nameof(Causes))]
    public void Cause_HasItsSevenSectionsInOrder(string slug) =>
        Assert.Equal(Sections, Cause(slug).Headings.Where(heading => heading.Level == 2).Select(heading => heading.Text));

    [Theory]
    [MemberData(nameof(Causes))]
    public void Cause_NamesASource(string slug)
    {
        string markdown = Cause(slug).Markdown;

        Assert.Contains("- ", markdown[markdown.IndexOf("## Sources", StringComparison.Ordinal)..]);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void CauseThatHarms_NamesWhatApplicationsPrint(string slug)
    {
        var errors = Cause(slug).Errors;

        Assert.True(errors.Count > 0 || Cause(slug).Harm == "benign", "No error string, and not benign.");
        Assert.Equal(errors.Distinct(StringComparer.Ordinal), errors);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Cause_HasRelatedOnesAndIsNotItsOwn(string slug)
    {
        Assert.NotEmpty(Cause(slug).Related);
        Assert.DoesNotContain(slug, Cause(slug).Related);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void TitleAndSummary_FitWhereTheyAreShown(string path)
    {
        var article = Catalogue.Articles.Single(candidate => candidate.SourcePath == path);

        Assert.InRange(article.Title.Length, 1, LongestTitle);
        Assert.InRange(article.Summary.Length, 1, LongestSummary);
        Assert.EndsWith(".", article.Summary);
    }

    [Fact]
    public void Titles_AreAllDifferent() =>
        Assert.Equal(Catalogue.Articles.Count, Catalogue.Articles.Select(article => article.Title).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    private static Article Cause(string slug) => Catalogue.Find(ArticleKind.Cause, slug)!;
}
