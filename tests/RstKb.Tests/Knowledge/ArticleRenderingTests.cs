using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed class ArticleRenderingTests : IDisposable
{
    private readonly ContentFolder _content = new();

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData("<b>bold</b>")]
    [InlineData("Words\n\n<script>alert(1)</script>")]
    [InlineData("<!-- a remark -->")]
    [InlineData("a <br> b")]
    [InlineData("- in a list <img src=x onerror=alert(1)>")]
    public void RawHtml_IsRefusedWithItsLine(string body)
    {
        _content.Cause("a-cause", body);

        var thrown = Assert.Throws<ArticleFormatException>(_content.Load);

        Assert.Equal(13 + body.Count(letter => letter == '\n'), thrown.Line);
        Assert.Contains("raw HTML", thrown.Reason);
    }

    [Fact]
    public void AngleBracketsInCode_AreWords()
    {
        Assert.Contains("<code>&lt;urlopen error&gt;</code>", Html("`<urlopen error>`"));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("<ftp://example.org/>")]
    public void LinkOfARefusedScheme_IsAnError(string body)
    {
        _content.Cause("a-cause", body);

        Assert.Contains("http", Assert.Throws<ArticleFormatException>(_content.Load).Reason);
    }

    [Fact]
    public void HeadingOfLevelOne_IsAnError()
    {
        _content.Cause("a-cause", "# A second title");

        Assert.Contains("level 1", Assert.Throws<ArticleFormatException>(_content.Load).Reason);
    }

    [Fact]
    public void UnknownBox_IsAnError()
    {
        _content.Cause("a-cause", "> [!DANGER]\n> Words");

        Assert.Contains("DANGER", Assert.Throws<ArticleFormatException>(_content.Load).Reason);
    }

    [Fact]
    public void Headings_GetIdsOfTheirWords()
    {
        const string Body = "## How to fix it\n\n### On Linux (`tcp_rmem`)\n\n## How to fix it\n\n## Reworded {#old-name}\n";

        Assert.Equal(
            [
                new Heading(2, "how-to-fix-it", "How to fix it"),
                new Heading(3, "on-linux-tcp-rmem", "On Linux (tcp_rmem)"),
                new Heading(2, "how-to-fix-it-2", "How to fix it"),
                new Heading(2, "old-name", "Reworded"),
            ],
            Read(Body).Headings);
        Assert.Contains("<h2 id=\"old-name\">Reworded<a class=\"anchor\" href=\"#old-name\"", Html(Body));
    }

    [Fact]
    public void CodeFence_HasItsLanguageAndABoxOfItsOwn()
    {
        Assert.Equal(
            "<div class=\"code-frame\"><pre tabindex=\"0\"><code class=\"language-text\">SYN -&gt; RST\n</code></pre></div>\n",
            Html("```text\nSYN -> RST\n```"));
    }

    [Fact]
    public void CodeOfAKnownLanguage_IsColouredAndEscaped()
    {
        string html = Html("```sh\nss -ti > $OUT '<b>' # why\n```");

        Assert.Contains("ss <span class=\"c-opt\">-ti</span> &gt; <span class=\"c-var\">$OUT</span> <span class=\"c-str\">&#39;&lt;b&gt;&#39;</span> <span class=\"c-com\"># why</span>", html);
    }

    [Fact]
    public void Table_StandsInABoxThatScrolls()
    {
        string html = Html("| a | b |\n| --- | --- |\n| 1 | 2 |\n");

        Assert.StartsWith("<div class=\"table-frame\"", html);
        Assert.Contains("<th>a</th>", html);
    }

    [Fact]
    public void Footnote_LinksThereAndBack()
    {
        string html = Html("Words[^1].\n\n[^1]: The source.\n");

        Assert.Contains("href=\"#fn:1\"", html);
        Assert.Contains("href=\"#fnref:1\"", html);
    }

    [Fact]
    public void Box_SaysItsKindInAWord()
    {
        Assert.Equal(
            "<div class=\"markdown-alert markdown-alert-warning\">\n<p class=\"markdown-alert-title\">Warning</p>\n<p>Mind the gap.</p>\n</div>\n",
            Html("> [!WARNING]\n> Mind the gap."));
    }

    [Fact]
    public void LinkToAnotherHost_TellsItNothing()
    {
        Assert.Contains(
            "<a href=\"https://www.rfc-editor.org/rfc/rfc9293\" rel=\"noopener noreferrer\">RFC 9293</a>",
            Html("[RFC 9293](https://www.rfc-editor.org/rfc/rfc9293)"));
        Assert.DoesNotContain("rel=", Html("[here](#x)"));
    }

    [Fact]
    public void ImageOfAnotherHost_BecomesALink()
    {
        string html = Html("![a drawing](https://example.org/x.png)");

        Assert.DoesNotContain("<img", html);
        Assert.Contains(">a drawing</a>", html);
    }

    private string Html(string body) => Read(body).Html;

    private Article Read(string body) => Assert.Single(_content.Cause("a-cause", body).Load().Articles);
}
