using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

/// <summary>Files that change while the program runs.</summary>
public sealed class CatalogueRefreshTests : IDisposable
{
    private readonly ContentFolder _content = new();

    [Fact]
    public void NothingChanged_IsTheSameCatalogue()
    {
        var catalogue = _content.Cause("closed-port").Load();

        Assert.Same(catalogue, catalogue.Refresh());
    }

    [Fact]
    public void ChangedArticle_IsReadAndTheOthersAreKept()
    {
        var before = _content.Cause("closed-port").Cause("half-open").Load();
        _content.Cause("closed-port", "Other words, and longer.");

        var now = before.Refresh();

        Assert.Contains("Other words", now.Find(ArticleKind.Cause, "closed-port")!.Html);
        Assert.Same(before.Find(ArticleKind.Cause, "half-open"), now.Find(ArticleKind.Cause, "half-open"));
        Assert.Empty(now.Faults);
    }

    [Fact]
    public void NewAndDeletedArticles_ComeAndGo()
    {
        var before = _content.Cause("closed-port").Load();
        File.Delete(Path.Combine(_content.Root, "causes", "closed-port.md"));
        _content.Guide("capturing", "Words.");

        Assert.Equal(["guides/capturing.md"], before.Refresh().Articles.Select(article => article.SourcePath));
    }

    [Fact]
    public void ArticleThatCannotBeReadAnyMore_StaysAsItWasAndIsNamed()
    {
        var before = _content.Cause("closed-port", "The good words.").Load();
        _content.Cause("closed-port", "Now with <b>raw HTML</b>.");

        var now = before.Refresh();

        Assert.Contains("The good words", now.Find(ArticleKind.Cause, "closed-port")!.Html);
        var fault = Assert.Single(now.Faults);
        Assert.Equal("causes/closed-port.md", fault.SourcePath);
        Assert.Contains("raw HTML", fault.Reason);
        Assert.Same(now, now.Refresh());

        _content.Cause("closed-port", "Mended, at last.");
        Assert.Empty(now.Refresh().Faults);
    }

    [Fact]
    public void RenamedArticle_IsRedirectedOnceTheListSaysSo()
    {
        var before = _content.Cause("closed-port").Load();
        Assert.Null(before.RedirectOf("/causes/refused"));
        _content.File("redirects.txt", "# renamed\n/causes/refused /causes/closed-port\n");

        var now = before.Refresh();

        Assert.Equal("/causes/closed-port", now.RedirectOf("/causes/refused"));
        Assert.Empty(now.DeadLinks);
    }

    [Theory]
    [InlineData("/causes/refused /causes/nowhere")]
    [InlineData("/causes/closed-port /causes/closed-port")]
    public void RedirectToNothingOrFromAnArticle_IsADeadLink(string line) =>
        Assert.Equal(RedirectFile, Assert.Single(_content.Cause("closed-port").File(RedirectFile, line).Load().DeadLinks).SourcePath);

    [Theory]
    [InlineData("/causes/refused")]
    [InlineData("/causes/refused //elsewhere.example/")]
    [InlineData("/causes/a /causes/closed-port\n/causes/a /causes/closed-port")]
    public void RedirectThatIsNoPairOfAddresses_IsRefused(string lines) =>
        Assert.Equal(RedirectFile, Assert.Throws<ArticleFormatException>(_content.Cause("closed-port").File(RedirectFile, lines).Load).File);

    public void Dispose() => _content.Dispose();

    private const string RedirectFile = "redirects.txt";
}
