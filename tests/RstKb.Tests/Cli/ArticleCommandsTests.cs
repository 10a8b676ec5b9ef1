using RstKb.Knowledge;
using RstKb.Tests.House;

namespace RstKb.Tests.Cli;

public sealed class ArticleCommandsTests
{
    [Fact]
    public async Task Causes_ListsEveryCauseOnALine()
    {
        var causes = ArticleCatalogue.Load(Path.Combine(Corpus.RepositoryRoot, "content")).Articles.Where(article => article.Kind == ArticleKind.Cause);

        var outcome = await Rstkb.RunAsync("causes");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(causes.Select(cause => $"{cause.Slug}\t{cause.Title}\t{cause.Summary}"), outcome.OutputLines);
    }

    [Fact]
    public async Task Explain_PrintsTheArticleWithoutMarkup()
    {
        var outcome = await Rstkb.RunAsync("explain", "closed-port");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\nHow to fix it\n", outcome.Output);
        Assert.DoesNotContain("## ", outcome.Output);
        Assert.DoesNotContain('\e', outcome.Output);
        Assert.DoesNotContain(outcome.Output, letter => letter is >= '\uE000' and <= '\uF8FF');
    }

    [Fact]
    public async Task ExplainMistyped_ProposesTheNearest()
    {
        var outcome = await Rstkb.RunAsync("explain", "closed-prot");

        Assert.Equal((2, "rstkb: there is no article 'closed-prot'; did you mean closed-port?"), (outcome.ExitCode, outcome.ErrorLine));
    }
}
