using RstKb.Diagnosis;
using RstKb.Knowledge;
using RstKb.Tests.Diagnosis;
using RstKb.Tests.Diagnosis.Causes;

namespace RstKb.Tests.House;

/// <summary>One cause, one room: rule, article, capture and test share a slug, and none stands without the others.</summary>
public sealed class CauseParityTests
{
    private static readonly string Content = Path.Combine(Corpus.RepositoryRoot, "content");

    [Fact]
    public void EveryRule_HasItsArticle() =>
        Assert.All(CauseCatalogue.Slugs, s => Assert.True(File.Exists(Path.Combine(Content, "causes", s + ".md")), s));

    [Fact]
    public void EveryArticleOfACause_HasItsRuleOrSaysWhyNot()
    {
        ArticleCatalogue catalogue = ArticleCatalogue.Load(Content);
        Assert.Empty(catalogue.Articles
            .Where(a => a.Kind == ArticleKind.Cause)
            .Select(a => a.Slug)
            .Except(CauseCatalogue.Slugs)
            .Except(ArticlesWithoutRule()));
    }

    [Fact]
    public void EveryRule_HasACapture() =>
        Assert.Empty(CauseCatalogue.Slugs.Except(Truth.OfSamples.Select(t => t.Cause)));

    [Fact]
    public void EveryRule_HasItsTestClass()
    {
        HashSet<string> tested = [.. typeof(CauseTests).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CauseTests))).Select(t => t.Name)];
        Assert.Empty(CauseCatalogue.All.Select(c => c.GetType().Name + "Tests").Except(tested));
    }

    [Fact]
    public void EverySlug_NamesWhatHappenedWithoutASuperfluousPrefix() =>
        Assert.All(CauseCatalogue.Slugs, s => Assert.DoesNotMatch("^(rst|reset|tcp)-", s));

    private static IEnumerable<string> ArticlesWithoutRule() =>
        Directory.EnumerateFiles(Path.Combine(Content, "causes"), "*.md")
            .Where(f => File.ReadLines(f).TakeWhile((l, i) => i == 0 || l != "---").Any(l => l.StartsWith("rule: none", StringComparison.Ordinal)))
            .Select(f => Path.GetFileNameWithoutExtension(f));
}
