using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed class ArticleCatalogueTests : IDisposable
{
    private readonly ContentFolder _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void CauseAndGuideOfOneSlug_AreTwoArticles()
    {
        var catalogue = _content.Cause("idle").Guide("idle", "Words.").Load();

        Assert.Equal(ArticleKind.Cause, catalogue.Find(ArticleKind.Cause, "idle")?.Kind);
        Assert.Equal(ArticleKind.Guide, catalogue.Find(ArticleKind.Guide, "idle")?.Kind);
        Assert.Null(catalogue.Find(ArticleKind.Cause, "idler"));
    }

    [Fact]
    public void Stage_GivesItsCausesTheFrequentOnesFirstThenByTitle()
    {
        var catalogue = _content.Cause("a-cause", title: "Zebra").Cause("b-cause", title: "apple").Guide("c-guide", "")
            .File("causes/d-cause.md", CauseSeen("d-cause", "rarely")).File("causes/e-cause.md", CauseSeen("e-cause", "often")).Load();

        Assert.Equal(["e-cause", "b-cause", "a-cause", "d-cause"], catalogue.ByStage("sending").Select(article => article.Slug));
        Assert.Empty(catalogue.ByStage("closing"));

        static string CauseSeen(string slug, string seen) =>
            $"---\nslug: {slug}\ntitle: A cause seen {seen}\nsummary: A summary.\nerrors: []\nstage: sending\nsent_by: server\nharm: harmful\nlost: Data.\nseen: {seen}\nrelated: []\nreviewed: 2026-11-20\n---\nWords.";
    }

    [Fact]
    public void Guides_StandInTheOrderTheyAskForThenByTitle()
    {
        var catalogue = _content.Cause("a-cause").File("guides/first.md", GuideAt("first", "Zebra", "order: 1\n"))
            .File("guides/second.md", GuideAt("second", "Yak", "order: 2\n")).File("guides/third.md", GuideAt("third", "Ape", "")).File("guides/fourth.md", GuideAt("fourth", "bee", "")).Load();

        Assert.Equal(["first", "second", "third", "fourth"], catalogue.Guides.Select(article => article.Slug));
        Assert.Throws<ArticleFormatException>(() => _content.File("guides/first.md", GuideAt("first", "Zebra", "order: 10\n")).Load());

        static string GuideAt(string slug, string title, string order) => $"---\nslug: {slug}\ntitle: {title}\nsummary: A summary.\n{order}reviewed: 2026-11-20\n---\nWords.";
    }

    [Theory]
    [InlineData("[x](/causes/b-cause)")]
    [InlineData("[x](/causes/b-cause#how-to-fix-it)")]
    [InlineData("[x](/guides/a-guide)")]
    [InlineData("[x](/causes)")]
    [InlineData("[x](/)")]
    [InlineData("## Here\n\n[x](#here)")]
    [InlineData("[x](https://example.org/causes/nothing)")]
    [InlineData("[x](mailto:team@example.org)")]
    public void LinkThatLeadsSomewhere_IsNotDead(string body)
    {
        var catalogue = _content.Cause("a-cause", body).Cause("b-cause", "## How to fix it").Guide("a-guide", "").Load();

        Assert.Empty(catalogue.DeadLinks);
    }

    [Theory]
    [InlineData("/causes/nothing")]
    [InlineData("/guides/b-cause")]
    [InlineData("/causes/b-cause#nothing")]
    [InlineData("/causes/b-cause/more")]
    [InlineData("#nothing")]
    [InlineData("b-cause.md")]
    [InlineData("../causes/b-cause")]
    public void LinkThatLeadsNowhere_IsListedWithItsLine(string target)
    {
        var catalogue = _content.Cause("a-cause", $"Words\n\nand [a link]({target}).").Cause("b-cause", "## How to fix it").Load();

        Assert.Equal([new DeadLink("causes/a-cause.md", 15, target)], catalogue.DeadLinks);
    }

    [Fact]
    public void RelatedSlugThatIsNoArticle_IsListed()
    {
        _content.Cause("a-cause").File("causes/b-cause.md", File.ReadAllText(Path.Combine(_content.Root, "causes/a-cause.md"))
            .Replace("a-cause", "b-cause").Replace("related: []", "related: [a-cause, c-cause]"));

        Assert.Equal([new DeadLink("causes/b-cause.md", 10, "c-cause")], _content.Load().DeadLinks);
    }

    [Theory]
    [InlineData("closed-prot", "closed-port")]
    [InlineData("close-port", "closed-port")]
    [InlineData("time-wait", null)]
    public void MistypedSlug_FindsTheNearest(string typed, string? nearest)
    {
        var catalogue = _content.Cause("closed-port").Cause("half-open").Load();

        Assert.Equal(nearest, catalogue.Nearest(ArticleKind.Cause, typed)?.Slug);
    }
}
