using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

public sealed class CasesApiTests
{
    [Fact]
    public async Task Report_IsTheSameTextAsTheAnalystWrites()
    {
        await using RunningApp app = RunningApp.Start();
        const string Name = "several-causes.pcap";
        (_, _, string address) = await app.AcceptAsync(Name);

        string report = await app.Http.GetStringAsync(address);

        var analyst = new CaptureAnalyst(new CaptureLimits());
        byte[] bytes = await File.ReadAllBytesAsync(Inputs.File(Name));
        var identity = new CaptureIdentity(Name, bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        CaptureSurvey survey = analyst.Survey(new MemoryStream(bytes), null, CancellationToken.None);
        AnalysisReport expected = analyst.Diagnose(new MemoryStream(bytes), survey, identity, null, null, CancellationToken.None);
        Assert.Equal(JsonSerializer.Serialize(expected, ReportJson.Default.AnalysisReport), report);
    }

    [Fact]
    public async Task Flow_ComesWithItsTimeline()
    {
        await using RunningApp app = RunningApp.Start();
        (string id, _, string report) = await app.AcceptAsync("closed-port.pcap");
        JsonElement reset = (await app.Http.GetFromJsonAsync<JsonElement>(report)).GetProperty("resets")[0];
        int number = reset.GetProperty("flow").GetInt32();

        JsonElement flow = await app.Http.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{id}/flows/{number}");

        Assert.Equal(reset.GetProperty("verdict").GetRawText(), flow.GetProperty("verdict").GetRawText());
        Assert.Contains(flow.GetProperty("timeline").GetProperty("segments").EnumerateArray(), segment => segment.GetProperty("isTheReset").GetBoolean());
        using HttpResponseMessage missing = await app.Http.GetAsync($"/api/v1/cases/{id}/flows/999999");
        await CapturesApiTests.AssertProblem(missing, 404, "no-such-flow");
    }

    [Fact]
    public async Task Progress_EndsWithDone()
    {
        await using RunningApp app = RunningApp.Start();
        var upload = Guid.NewGuid();
        Task<List<JsonElement>> listening = app.EventsAsync($"/api/v1/uploads/{upload}/progress");
        using HttpResponseMessage response = await app.PutAsync(RunningApp.Capture("several-causes.pcap"), $"name=x&upload={upload}");
        string id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("case").GetString()!;

        List<JsonElement> events = await listening;
        List<JsonElement> later = await app.EventsAsync($"/api/v1/cases/{id}/progress");

        foreach (JsonElement last in new[] { events[^1], later[^1] })
        {
            Assert.Equal(
                ("done", 29475L, 110L, 14, 13, $"/c/{id}"),
                (last.GetProperty("state").GetString(), last.GetProperty("bytes").GetInt64(), last.GetProperty("packets").GetInt64(),
                    last.GetProperty("flows").GetInt32(), last.GetProperty("resets").GetInt32(), last.GetProperty("url").GetString()));
        }

        long[] bytes = [.. events.Select(one => one.GetProperty("bytes").GetInt64())];
        Assert.Equal(bytes.Order(), bytes);
    }

    [Fact]
    public async Task RefusedUpload_EndsItsProgressWithTheSentence()
    {
        await using RunningApp app = RunningApp.Start();
        var upload = Guid.NewGuid();
        using HttpResponseMessage response = await app.PutAsync(new StringContent("This is a letter."), $"upload={upload}");
        string detail = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;

        JsonElement last = (await app.EventsAsync($"/api/v1/uploads/{upload}/progress"))[^1];

        Assert.Equal(("failed", "not-a-capture", detail), (last.GetProperty("state").GetString(), last.GetProperty("code").GetString(), last.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task DeletedCapture_LeavesTheReport()
    {
        await using RunningApp app = RunningApp.Start();
        (string id, _, string report) = await app.AcceptAsync("closed-port.pcap");
        string before = await app.Http.GetStringAsync(report);

        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(app, $"/api/v1/cases/{id}/capture", own: false));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(app, $"/api/v1/cases/{id}/capture"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(app, $"/api/v1/cases/{id}/capture"));

        Assert.Empty(app.Captures());
        Assert.Equal(before, await app.Http.GetStringAsync(report));
    }

    [Fact]
    public async Task DeletedCase_IsGone()
    {
        await using RunningApp app = RunningApp.Start();
        (string id, _, string report) = await app.AcceptAsync("closed-port.pcap");

        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(app, $"/api/v1/cases/{id}", own: false));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(app, $"/api/v1/cases/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(app, $"/api/v1/cases/{id}"));

        Assert.Empty(app.Captures());
        using HttpResponseMessage gone = await app.Http.GetAsync(report);
        await CapturesApiTests.AssertProblem(gone, 404, "no-such-case");
    }

    [Fact]
    public async Task Restart_KeepsTheCase()
    {
        RunningApp before = RunningApp.Start();
        (_, _, string report) = await before.AcceptAsync("several-causes.pcap");
        string read = await before.Http.GetStringAsync(report);

        await using RunningApp after = RunningApp.Restart(await before.StopAsync());

        Assert.Equal(read, await after.Http.GetStringAsync(report));
    }

    private static async Task<HttpStatusCode> DeleteAsync(RunningApp app, string address, bool own = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (own)
        {
            request.Headers.Add("X-RstKb-Client", "test");
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
