using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RstKb.Web.Hosting;

namespace RstKb.Web.Tests.Api;

public sealed class HostingTests
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    [Fact]
    public async Task HealthCheck_AnswersOnceAllIsLoaded()
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.Http.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/causes/closed-port", HttpStatusCode.OK)]
    [InlineData("/feed.atom", HttpStatusCode.OK)]
    [InlineData("/c/00000000000000000000000000", HttpStatusCode.NotFound)]
    public async Task Head_IsAnsweredAsGetWithoutABody(string address, HttpStatusCode status)
    {
        await using RunningApp app = RunningApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Head, address);

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/", "same-origin", false)]
    [InlineData("/api/v1/nothing", "same-origin", false)]
    [InlineData("/c/00000000000000000000000000", "same-origin", true)]
    [InlineData("/s/00000000000000000000000000", "no-referrer", true)]
    public async Task EveryAnswer_BearsTheSecurityHeaders(string address, string referrer, bool hidden)
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.Http.GetAsync(address);

        Assert.Equal([Policy], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal([referrer], response.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(hidden, response.Headers.Contains("X-Robots-Tag"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/c/00000000000000000000000000")]
    [InlineData("/s/00000000000000000000000000")]
    [InlineData("/causes/no-such-cause")]
    public async Task UnknownPage_IsNotFound(string address)
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task UnknownAddressOfTheApi_IsAProblemWithASentence()
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.Http.GetAsync("/api/v1/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Nothing is at this address.", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task ForeignHostName_IsNotAnswered()
    {
        await using RunningApp app = RunningApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "rebound.example";

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task KeysOfTheServer_AreItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using RunningApp app = RunningApp.Start();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(app.Folder, "keys")));
    }

    [Theory]
    [InlineData("500", 500L)]
    [InlineData("10kB", 10_000L)]
    [InlineData("500 MB", 500_000_000L)]
    [InlineData("512MiB", 536_870_912L)]
    [InlineData("2g", 2_000_000_000L)]
    public void Size_IsReadAsWritten(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5GB")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999 TB")]
    public void NoSize_IsRefused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
