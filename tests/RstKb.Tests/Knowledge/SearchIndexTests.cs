using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed class SearchIndexTests : IDisposable
{
    private readonly ContentFolder _content = new();
    private readonly SearchIndex _index;

    public SearchIndexTests()
    {
        _content
            .Cause("closed-port", "## On the wire\n\nThe SYN draws RST,ACK. Nothing listens there.", "Nothing listens on this port", "The SYN reached a host on which no program listens.",
                "Connection refused", "connect ECONNREFUSED", "No connection could be made because the target machine actively refused it.")
            .Cause("close-with-unread-data", "## On the wire\n\nThe server closes its socket while received data lies unread in the receive buffer.", "Closed with unread data",
                "The application closed its socket before it had read everything.", "Connection reset by peer", "[Errno 104] Connection reset by peer", "read ECONNRESET", "An existing connection was forcibly closed by the remote host.")
            .Cause("keepalive-race", "## Why it happens\n\nBoth sides keep an idle connection; the server's keep-alive timer ends first.", "Request met a closing connection",
                "The server closed the idle connection while the request was on its way.", "upstream prematurely closed connection while reading response header from upstream", "socket hang up",
                "HTTP/1.1 header parser received no bytes", "recv() failed (104: Connection reset by peer) while reading response header from upstream")
            .Cause("data-after-close", "## On the wire\n\nData meets a socket that was closed.", "Data after the close", "One side went on sending after the other had closed.", "Broken pipe", "write EPIPE", "BrokenPipeError: [Errno 32] Broken pipe")
            .Guide("capturing", "## Where to capture\n\nWrite with tcpdump to a file. Mind the connection and the reset & the `<buffer>`.");
        _index = ArticleSearch.Over(_content.Load());
    }

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData("connection refused", "closed-port")]
    [InlineData("ECONNREFUSED", "closed-port")]
    [InlineData("connect ECONNREFUSED 127.0.0.1:5432", "closed-port")]
    [InlineData("System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it. 10.1.2.3:443", "closed-port")]
    [InlineData("Broken pipe", "data-after-close")]
    [InlineData("brokenpipeerror", "data-after-close")]
    [InlineData("Error: socket hang up\n    at connResetException (node:internal/errors:720:14)", "keepalive-race")]
    [InlineData("2026/11/20 10:32:11 [error] 1234#1234: *56 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.7, server: example.org, request: \"GET / HTTP/1.1\", upstream: \"http://10.0.0.9:8080/\"", "keepalive-race")]
    [InlineData("An existing connection was forcibly closed by the remote host", "close-with-unread-data")]
    public void ErrorString_RanksItsArticleFirst(string query, string slug)
    {
        var first = _index.Search(query, 5)[0];

        Assert.Equal((slug, true), (first.Article.Slug, first.IsErrorMatch));
        Assert.Contains("<mark>", first.SnippetHtml);
    }

    [Theory]
    [InlineData("conection refused", "closed-port")]
    [InlineData("brokne pipe", "data-after-close")]
    [InlineData("premturely closed conection", "keepalive-race")]
    [InlineData("ECONREFUSED", "closed-port")]
    public void TypingMistake_FindsWhatWasMeant(string query, string slug) => Assert.Equal(slug, _index.Search(query, 5)[0].Article.Slug);

    [Fact]
    public void TypingMistake_IsTold()
    {
        Assert.Equal([new Correction("conection", "connection")], _index.Corrections("conection refused"));
        Assert.Empty(_index.Corrections("connection refu"));
    }

    [Theory]
    [InlineData("unre", "close-with-unread-data")]
    [InlineData("upstream prem", "keepalive-race")]
    [InlineData("tcpdu", "capturing")]
    public void UnfinishedLastWord_Finds(string query, string slug) => Assert.Equal(slug, _index.Search(query, 5)[0].Article.Slug);

    [Theory]
    [InlineData("104", "close-with-unread-data")]
    [InlineData("keep-alive timers", "keepalive-race")]
    [InlineData("keepalive", "keepalive-race")]
    [InlineData("closing sockets unread", "close-with-unread-data")]
    public void WordsAndCodes_FindInAnyForm(string query, string slug) => Assert.Equal(slug, _index.Search(query, 5)[0].Article.Slug);

    [Fact]
    public void HitInASection_LeadsToItsHeadingAndIsEscaped()
    {
        var hit = _index.Search("tcpdump buffer", 1)[0];

        Assert.Equal(("capturing", "where-to-capture", false), (hit.Article.Slug, hit.HeadingId, hit.IsErrorMatch));
        Assert.Equal("Write with <mark>tcpdump</mark> to a file. Mind the connection and the reset &amp; the &lt;<mark>buffer</mark>&gt;.", hit.SnippetHtml);
    }

    [Fact]
    public void ErrorMatches_StandBeforeAllOthers()
    {
        bool[] kinds = [.. _index.Search("connection reset by peer", 10).Select(hit => hit.IsErrorMatch)];

        Assert.Equal(kinds.OrderByDescending(isError => isError), kinds);
        Assert.Contains(true, kinds);
        Assert.Contains(false, kinds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("zzzqqq")]
    [InlineData("!?<>&")]
    [InlineData("the of and")]
    [InlineData("10.1.2.3:443 2026-11-20T10:00:00Z 0xdeadbeef")]
    public void NothingToFind_IsAnEmptyList(string query) => Assert.Empty(_index.Search(query, 5));

    [Fact]
    public void Limit_IsKept()
    {
        Assert.Single(_index.Search("connection", 1));
        Assert.Empty(_index.Search("connection", 0));
    }

    [Fact]
    public void QueryOfAMegabyte_IsCutToItsFirstWords()
    {
        string query = "broken pipe " + string.Concat(Enumerable.Repeat("a1:b-C_d <", 100_000));

        Assert.Equal("data-after-close", _index.Search(query, 1)[0].Article.Slug);
    }
}
