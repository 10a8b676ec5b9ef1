using System.Text.RegularExpressions;
using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed partial class TableOrderTests : IDisposable
{
    private const string Table = "| Product | Seconds |\n| --- | --- |\n| Delta | 3,600 |\n| Alpha | 60 |\n| Charlie | none |\n| Bravo | 924.6 |\n| Echo | 300 |\n| Foxtrot | 30 |\n";

    private readonly ContentFolder _content = new();

    [Theory]
    [InlineData(null, "Delta Alpha Charlie Bravo Echo Foxtrot")]
    [InlineData("1.1", "Alpha Bravo Charlie Delta Echo Foxtrot")]
    [InlineData("-1.1", "Foxtrot Echo Delta Charlie Bravo Alpha")]
    [InlineData("1.2", "Foxtrot Alpha Echo Bravo Delta Charlie")]
    [InlineData("-1.2", "Delta Bravo Echo Alpha Foxtrot Charlie")]
    [InlineData("1.9", "Delta Alpha Charlie Bravo Echo Foxtrot")]
    [InlineData("7.1", "Delta Alpha Charlie Bravo Echo Foxtrot")]
    [InlineData("x", "Delta Alpha Charlie Bravo Echo Foxtrot")]
    public void Order_ArrangesTheRowsByNumberOrByWord(string? order, string expected) =>
        Assert.Equal(expected, string.Join(' ', FirstCell().Matches(Guide().HtmlSorted(TableOrder.Parse(order))).Select(match => match.Groups[1].Value)));

    [Fact]
    public void Head_LinksToTheOtherDirectionOfTheSortedColumn()
    {
        string html = Guide().HtmlSorted(TableOrder.Parse("1.2"));

        Assert.Contains("href=\"/guides/timers?sort=-1.2#table-1\"", html);
        Assert.Contains("href=\"/guides/timers?sort=1.1#table-1\"", html);
        Assert.Contains("aria-sort=\"ascending\"", html);
    }

    [Fact]
    public void ArticleThatDoesNotAskForIt_HasPlainHeads() =>
        Assert.DoesNotContain("?sort=", _content.Guide("plain", Table).Load().Find(ArticleKind.Guide, "plain")!.HtmlSorted(TableOrder.Parse("1.1")));

    public void Dispose() => _content.Dispose();

    private Article Guide() => _content.File(
        "guides/timers.md", $"---\nslug: timers\ntitle: Timers\nsummary: A summary.\nsortable: yes\nreviewed: 2026-11-20\n---\n{Table}").Load().Find(ArticleKind.Guide, "timers")!;

    [GeneratedRegex(@"<tr>\s*<td>(\w+)</td>")]
    private static partial Regex FirstCell();
}
