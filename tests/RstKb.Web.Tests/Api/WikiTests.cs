using System.Net;
using System.Xml.Linq;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>The articles as programs and people without script get them.</summary>
public sealed class WikiTests : IAsyncLifetime
{
    private readonly string _content = Directory.CreateTempSubdirectory("rstkb-wiki-").FullName;
    private RunningApp _app = null!;

    [Fact]
    public async Task SiteMapFeedAndRobots_NameEveryArticleWithItsWholeAddress()
    {
        string origin = _app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9";
        XNamespace atom = "http://www.w3.org/2005/Atom";

        List<string> pages = [.. XDocument.Parse(await TextAsync("/sitemap.xml")).Descendants(map + "loc").Select(page => page.Value)];
        XElement feed = XDocument.Parse(await TextAsync("/feed.atom")).Root!;

        Assert.Contains($"{origin}/causes/closed-port", pages);
        Assert.Contains($"{origin}/guides/capturing", pages);
        Assert.All(pages, page => Assert.StartsWith(origin, page));
        Assert.Contains($"{origin}/causes/closed-port", feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value));
        Assert.All(feed.Elements(atom + "entry"), entry => Assert.NotEmpty(entry.Element(atom + "updated")!.Value));
        string robots = await TextAsync("/robots.txt");
        Assert.Contains("Disallow: /c/", robots);
        Assert.Contains($"Sitemap: {origin}/sitemap.xml", robots);
    }

    [Fact]
    public async Task Article_SaysWhatItIsToWhoeverIsSentItsLink()
    {
        string page = await TextAsync("/causes/closed-port");

        Assert.Contains("<meta name=\"description\" content=\"The packets", page);
        Assert.Contains("<meta property=\"og:title\" content=\"Nothing listens here\"", page);
        Assert.Contains("<meta property=\"og:type\" content=\"article\"", page);
        Assert.Contains("<link rel=\"canonical\" href=\"" + _app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + "/causes/closed-port\"", page);
    }

    [Fact]
    public async Task Article_LeadsToItsSource()
    {
        Assert.Contains("href=\"/causes/closed-port.md\"", await TextAsync("/causes/closed-port"));
        Assert.StartsWith("## On the wire", await TextAsync("/causes/closed-port.md"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Http.GetAsync("/causes/nothing.md")).StatusCode);
    }

    [Fact]
    public async Task RenamedArticle_IsSentToItsNewAddressForGood()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _app.Http.BaseAddress };

        using HttpResponseMessage answer = await http.GetAsync("/causes/refused");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/causes/closed-port", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Diagram_IsDrawnFromTheFlowThatTheTruthNames()
    {
        string page = await TextAsync("/causes/closed-port");

        string drawn = page[page.IndexOf("id=\"on-the-wire\"", StringComparison.Ordinal)..];
        Assert.InRange(drawn.IndexOf("class=\"card diagram\"", StringComparison.Ordinal), 0, 400);
        Assert.Contains("rstrow", drawn);
        Assert.Contains("Open the sample capture", drawn);
        Assert.DoesNotContain("class=\"card diagram\"", await TextAsync("/guides/capturing"));
    }

    [Fact]
    public async Task ChangedArticle_ShowsUpAndAnUnreadableOneKeepsTheVersionBefore()
    {
        WriteCause("Now with other words.");
        await UntilAsync("/causes/closed-port", page => page.Contains("other words", StringComparison.Ordinal));

        WriteCause("Now with <b>raw HTML</b> in it.");
        string page = await UntilAsync("/causes/closed-port", page => page.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Contains("other words", page);
        Assert.Contains("raw HTML; write Markdown", page);
    }

    [Fact]
    public async Task SampleWithoutTheFormsToken_IsNotOpened()
    {
        using HttpResponseMessage answer = await _app.Http.PostAsync("/samples/closed-port.pcapng/open", null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Http.GetAsync("/samples/..%2Fredirects.txt")).StatusCode);
    }

    public Task InitializeAsync()
    {
        foreach (string folder in new[] { "causes", "guides", "captures" })
        {
            Directory.CreateDirectory(Path.Combine(_content, folder));
        }

        WriteCause("Words.");
        File.WriteAllText(Path.Combine(_content, "guides", "capturing.md"), "---\nslug: capturing\ntitle: Capturing\nsummary: How to capture.\nreviewed: 2026-11-20\n---\nWords.\n");
        File.WriteAllText(Path.Combine(_content, "redirects.txt"), "/causes/refused /causes/closed-port\n");
        foreach (string ending in new[] { ".pcapng", ".truth.yaml" })
        {
            File.Copy(Path.Combine(Samples.Folder, "closed-port" + ending), Path.Combine(_content, "captures", "closed-port" + ending));
        }

        _app = RunningApp.Start(("RSTKB_CONTENT", _content));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_content, true);
    }

    private void WriteCause(string words) => File.WriteAllText(Path.Combine(_content, "causes", "closed-port.md"), $"""
        ---
        slug: closed-port
        title: Nothing listens here
        summary: The packets met no listener.
        errors: ["Connection refused"]
        stage: connecting
        sent_by: server
        harm: harmful
        lost: What was under way.
        related: [capturing]
        reviewed: 2026-11-20
        ---
        ## On the wire

        {words}
        """);

    private Task<string> TextAsync(string address) => _app.Http.GetStringAsync(address);

    private async Task<string> UntilAsync(string address, Func<string, bool> shows)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            string page = await _app.Http.GetStringAsync(address, limit.Token);
            if (shows(page))
            {
                return page;
            }
        }
    }
}
