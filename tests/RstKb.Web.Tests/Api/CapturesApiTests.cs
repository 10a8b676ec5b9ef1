using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

public sealed class CapturesApiTests
{
    [Fact]
    public async Task Capture_IsTakenAndItsReportIsThere()
    {
        await using RunningApp app = RunningApp.Start();

        (string id, string url, string report) = await app.AcceptAsync("several-causes.pcap");

        Assert.Equal(($"/c/{id}", $"/api/v1/cases/{id}/report"), (url, report));
        JsonElement read = await app.Http.GetFromJsonAsync<JsonElement>(report);
        Assert.Equal("rstkb.report/1", read.GetProperty("schema").GetString());
        Assert.Equal("several-causes.pcap", read.GetProperty("capture").GetProperty("name").GetString());
        Assert.Equal(13, read.GetProperty("resets").GetArrayLength());
    }

    [Fact]
    public async Task BodyOfUnknownLength_IsTaken()
    {
        await using RunningApp app = RunningApp.Start();
        using var body = new StreamContent(new UnseekableStream(File.OpenRead(Inputs.File("closed-port.pcap"))));

        using HttpResponseMessage response = await app.PutAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task GzipCapture_IsTaken()
    {
        await using RunningApp app = RunningApp.Start();
        using var body = new ByteArrayContent(Gzip(await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"))));

        using HttpResponseMessage response = await app.PutAsync(body, "name=x.pcap.gz");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task RequestThatIsNotOurs_IsRefused(string? header, string? value)
    {
        await using RunningApp app = RunningApp.Start();
        using ByteArrayContent body = RunningApp.Capture("closed-port.pcap");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/captures") { Content = body };
        if (header is not null)
        {
            request.Headers.Add("X-RstKb-Client", "test");
            request.Headers.Add(header, value);
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        await AssertProblem(response, 403, "not-from-here");
        Assert.Empty(app.Captures());
    }

    [Fact]
    public async Task OwnPage_IsNotRefused()
    {
        await using RunningApp app = RunningApp.Start();
        foreach ((string header, string value) in new[] { ("Sec-Fetch-Site", "same-origin"), ("Origin", app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)) })
        {
            using ByteArrayContent body = RunningApp.Capture("closed-port.pcap");
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/captures") { Content = body };
            request.Headers.Add("X-RstKb-Client", "test");
            request.Headers.Add(header, value);

            using HttpResponseMessage response = await app.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Fact]
    public async Task NoCapture_IsRefusedWithAPlaceAndLeavesNothing()
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.PutAsync(new StringContent("This is a letter.", Encoding.UTF8, "text/plain"));

        JsonElement problem = await AssertProblem(response, 422, "not-a-capture");
        Assert.Equal(0, problem.GetProperty("byteOffset").GetInt64());
        Assert.Empty(app.Captures());
        Assert.DoesNotContain("/c/", await app.Http.GetStringAsync("/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyThatCurlCallsAForm_IsTakenAsTheCaptureItIs()
    {
        // curl --data-binary names this type whatever it sends; the bytes decide.
        await using RunningApp app = RunningApp.Start();
        using ByteArrayContent body = RunningApp.Capture("closed-port.pcap");
        body.Headers.ContentType = new("application/x-www-form-urlencoded");

        using HttpResponseMessage response = await app.PutAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task MultipartForm_IsRefusedWithASentence()
    {
        await using RunningApp app = RunningApp.Start();
        using var form = new MultipartFormDataContent { { RunningApp.Capture("closed-port.pcap"), "file", "x.pcap" } };

        using HttpResponseMessage response = await app.PutAsync(form);

        JsonElement problem = await AssertProblem(response, 415, "wrong-type");
        Assert.Contains("multipart/form-data", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TooLargeCapture_IsRefusedWhateverItsLengthSays(bool declared)
    {
        await using RunningApp app = RunningApp.Start(("RSTKB_MAX_UPLOAD", "10kB"));
        Stream file = File.OpenRead(Inputs.File("several-causes.pcap"));
        using var body = new StreamContent(declared ? file : new UnseekableStream(file));

        using HttpResponseMessage response = await app.PutAsync(body);

        JsonElement problem = await AssertProblem(response, 413, "too-large");
        Assert.Equal(10_000, problem.GetProperty("maxBytes").GetInt64());
        Assert.Empty(app.Captures());
    }

    [Fact]
    public async Task FullDisk_IsToldAsSuch()
    {
        await using RunningApp app = RunningApp.Start(("Limits:MinFreeBytes", "9000000 TB"));

        using HttpResponseMessage response = await app.PutAsync(RunningApp.Capture("closed-port.pcap"));

        await AssertProblem(response, 507, "no-space");
    }

    [Fact]
    public async Task GzipBomb_CostsNoMoreThanTheLimit()
    {
        await using RunningApp app = RunningApp.Start(("Limits:MaxDecompressedBytes", "1MB"));
        byte[] capture = await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"));
        byte[] bomb = new byte[200_000_000];
        capture.CopyTo(bomb, 0);
        using var body = new ByteArrayContent(Gzip(bomb));

        using HttpResponseMessage response = await app.PutAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        JsonElement report = await app.Http.GetFromJsonAsync<JsonElement>(answer.GetProperty("report").GetString());
        Assert.Contains("limit", report.GetProperty("capture").GetProperty("cutShort").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(report.GetProperty("flows").GetProperty("withReset").GetInt32() > 0);
    }

    [Fact]
    public async Task GzipOfNothingUseful_IsRefused()
    {
        await using RunningApp app = RunningApp.Start();
        using var body = new ByteArrayContent(Gzip(new byte[50_000_000]));

        using HttpResponseMessage response = await app.PutAsync(body);

        await AssertProblem(response, 422, "not-a-capture");
    }

    [Fact]
    public async Task CaptureCutShort_IsTakenAndTheReportSaysWhere()
    {
        await using RunningApp app = RunningApp.Start();
        using var body = new ByteArrayContent((await File.ReadAllBytesAsync(Inputs.File("several-causes.pcap")))[..^17]);

        using HttpResponseMessage response = await app.PutAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        JsonElement report = await app.Http.GetFromJsonAsync<JsonElement>(answer.GetProperty("report").GetString());
        Assert.Equal(109, report.GetProperty("capture").GetProperty("cutShort").GetProperty("afterPacket").GetInt64());
    }

    [Fact]
    public async Task CancelledUpload_LeavesNothingInTheDataFolder()
    {
        await using RunningApp app = RunningApp.Start();
        var upload = Guid.NewGuid();
        byte[] capture = await File.ReadAllBytesAsync(Inputs.File("several-causes.pcap"));
        using var cancel = new CancellationTokenSource();
        var body = new StallingContent(capture);
        Task<HttpResponseMessage> sending = app.PutAsync(body, $"name=x&upload={upload}", cancellationToken: cancel.Token);
        Task<List<JsonElement>> progress = app.EventsAsync($"/api/v1/uploads/{upload}/progress");
        await body.Stalled;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        JsonElement last = (await progress)[^1];
        Assert.Equal(("failed", "upload-broke"), (last.GetProperty("state").GetString(), last.GetProperty("code").GetString()));
        Assert.Empty(app.Captures());
        using HttpResponseMessage gone = await app.Http.GetAsync($"/api/v1/cases/{last.GetProperty("case").GetString()}/report");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task OneUploadTooMany_IsAskedToComeBack()
    {
        await using RunningApp app = RunningApp.Start(("Limits:MaxOpenAnalyses", "1"));
        using var cancel = new CancellationTokenSource();
        var upload = Guid.NewGuid();
        var body = new StallingContent([]);
        Task<HttpResponseMessage> first = app.PutAsync(body, $"upload={upload}", cancellationToken: cancel.Token);
        await body.Stalled;
        // The answer begins once the first upload has its place.
        using HttpResponseMessage listening = await app.Http.GetAsync($"/api/v1/uploads/{upload}/progress", HttpCompletionOption.ResponseHeadersRead);

        using HttpResponseMessage second = await app.PutAsync(RunningApp.Capture("closed-port.pcap"));

        await AssertProblem(second, 503, "busy");
        Assert.NotNull(second.Headers.RetryAfter);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task BadUploadId_IsRefused()
    {
        await using RunningApp app = RunningApp.Start();

        using HttpResponseMessage response = await app.PutAsync(RunningApp.Capture("closed-port.pcap"), "upload=../../x");

        await AssertProblem(response, 400, "bad-upload-id");
    }

    internal static async Task<JsonElement> AssertProblem(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()));
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 20);
        return problem;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
