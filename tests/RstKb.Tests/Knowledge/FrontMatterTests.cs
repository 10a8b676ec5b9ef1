using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed class FrontMatterTests : IDisposable
{
    private const string Whole = """
        ---
        slug: closed-port
        title: Nothing listens
        summary: One sentence.
        errors:
          - "Connection refused"
        stage: connecting
        sent_by: server
        harm: harmful
        lost: What was under way.
        related: [closed-port]
        reviewed: 2026-11-20
        ---

        ## What the application sees
        """;

    private readonly ContentFolder _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void WholeFrontMatter_EveryValueArrives()
    {
        var article = Assert.Single(_content.File("causes/closed-port.md", Whole).Load().Articles);

        Assert.Equal(
            (ArticleKind.Cause, "closed-port", "Nothing listens", "One sentence.", "connecting", "server", "harmful", new DateOnly(2026, 11, 20), "causes/closed-port.md"),
            (article.Kind, article.Slug, article.Title, article.Summary, article.Stage, article.SentBy, article.Harm, article.Reviewed, article.SourcePath));
        Assert.Equal(["Connection refused"], article.Errors);
        Assert.Equal(["closed-port"], article.Related);
        Assert.Null(article.NoRuleBecause);
    }

    [Fact]
    public void RuleNone_TheReasonArrives()
    {
        string text = Whole.Replace("reviewed:", "rule: none\nrule_because: The silence tells them apart.\nreviewed:");

        var article = Assert.Single(_content.File("causes/closed-port.md", text).Load().Articles);

        Assert.Equal("The silence tells them apart.", article.NoRuleBecause);
    }

    [Theory]
    [InlineData("title: Nothing listens", "titel: Nothing listens", 3, "titel")]
    [InlineData("title: Nothing listens\n", "", 1, "title")]
    [InlineData("stage: connecting", "stage: opening", 7, "stage")]
    [InlineData("sent_by: server", "sent_by: the server", 8, "sent_by")]
    [InlineData("harm: harmful", "harm: bad", 9, "harm")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 20 November", 12, "reviewed")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 2026-02-30", 12, "reviewed")]
    [InlineData("related: [closed-port]", "related: closed-port", 11, "related")]
    [InlineData("summary: One sentence.", "summary:", 4, "summary")]
    [InlineData("summary: One sentence.", "summary: [a, b", 2, "YAML")]
    [InlineData("summary: One sentence.", "summary: One: sentence: here", 4, "YAML")]
    [InlineData("slug: closed-port", "slug: open-port", 2, "file's name")]
    [InlineData("slug: closed-port", "slug: Closed Port", 2, "slug")]
    [InlineData("harm: harmful", "harm: harmful\nrule: none", 10, "rule_because")]
    [InlineData("harm: harmful", "harm: harmful\nrule_because: so", 10, "rule: none")]
    [InlineData("---\nslug", "slug", 1, "three hyphens")]
    public void BrokenFrontMatter_NamesFileLineAndKey(string good, string bad, int line, string names)
    {
        _content.File("causes/closed-port.md", Whole.ReplaceLineEndings("\n").Replace(good, bad));

        var thrown = Assert.Throws<ArticleFormatException>(_content.Load);

        Assert.Equal(("causes/closed-port.md", line), (thrown.File, thrown.Line));
        Assert.Contains(names, thrown.Reason);
        Assert.StartsWith($"causes/closed-port.md, line {line}: ", thrown.Message);
    }

    [Fact]
    public void KeyTwice_IsAnErrorOfTheFile()
    {
        _content.File("causes/closed-port.md", Whole.Replace("harm: harmful", "harm: harmful\nharm: benign"));

        Assert.Equal("causes/closed-port.md", Assert.Throws<ArticleFormatException>(_content.Load).File);
    }

    [Fact]
    public void GuideWithAStage_IsAnError()
    {
        _content.File("guides/closed-port.md", Whole);

        Assert.Contains("errors", Assert.Throws<ArticleFormatException>(_content.Load).Reason);
    }

    [Fact]
    public void NoFolder_SaysWhich()
    {
        string missing = Path.Combine(_content.Root, "nowhere");

        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => ArticleCatalogue.Load(missing)).Message);
    }
}
