using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>Uploads that break off: what has arrived waits, and the rest goes on where it stopped.</summary>
public sealed class ResumedUploadTests
{
    [Fact]
    public async Task UploadBreaksOff_RestGoesOnAndTheCaseIsThatOfTheWholeFile()
    {
        await using RunningApp app = RunningApp.Start();
        byte[] capture = await File.ReadAllBytesAsync(Samples.File("syn-scan"));
        Guid id = Guid.NewGuid();
        long arrived = await BreakOffAsync(app, id, capture);

        using HttpResponseMessage answer = await app.PutAsync(new ByteArrayContent(capture[(int)arrived..]), $"name=scan.pcapng&upload={id}&resume=1&offset={arrived}");
        JsonElement accepted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        JsonElement report = JsonDocument.Parse(await app.Http.GetStringAsync(accepted.GetProperty("report").GetString())).RootElement;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(capture)), report.GetProperty("capture").GetProperty("sha256").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/api/v1/uploads/{id}")).StatusCode);
    }

    [Fact]
    public async Task RestComesForAnotherPlace_IsRefusedAndTheUploadStillWaits()
    {
        await using RunningApp app = RunningApp.Start();
        byte[] capture = await File.ReadAllBytesAsync(Samples.File("syn-scan"));
        Guid id = Guid.NewGuid();
        long arrived = await BreakOffAsync(app, id, capture);

        using HttpResponseMessage wrong = await app.PutAsync(new ByteArrayContent(capture[1..]), $"upload={id}&resume=1&offset=1");
        using HttpResponseMessage unknown = await app.PutAsync(new ByteArrayContent(capture[1..]), $"upload={Guid.NewGuid()}&resume=1&offset=1");

        Assert.Equal((HttpStatusCode.Conflict, "cannot-resume"), (wrong.StatusCode, (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, unknown.StatusCode);
        Assert.Equal(arrived, await WaitsAtAsync(app, id));
    }

    [Fact]
    public async Task BrokenUploadIsGivenUp_NothingOfItIsKept()
    {
        await using RunningApp app = RunningApp.Start();
        Guid id = Guid.NewGuid();
        await BreakOffAsync(app, id, await File.ReadAllBytesAsync(Samples.File("syn-scan")));

        using var cancel = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/uploads/{id}");
        cancel.Headers.Add("X-RstKb-Client", "test");
        using HttpResponseMessage answer = await app.Http.SendAsync(cancel);
        List<JsonElement> events = await app.EventsAsync($"/api/v1/uploads/{id}/progress");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("failed", events[^1].GetProperty("state").GetString());
        Assert.Empty(app.Captures());
    }

    /// <summary>Sends half a capture and lets the connection break; where it stopped.</summary>
    private static async Task<long> BreakOffAsync(RunningApp app, Guid id, byte[] capture)
    {
        using var goesAway = new CancellationTokenSource();
        var stalls = new StallingContent(capture[..(capture.Length / 2)]);
        Task<HttpResponseMessage> sending = app.PutAsync(stalls, $"name=scan.pcapng&upload={id}&resume=1", cancellationToken: goesAway.Token);
        await stalls.Stalled;
        await goesAway.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        for (long? arrived = null; ;)
        {
            arrived = await WaitsAtAsync(app, id);
            if (arrived is { } bytes)
            {
                return bytes;
            }
        }
    }

    private static async Task<long?> WaitsAtAsync(RunningApp app, Guid id)
    {
        using HttpResponseMessage answer = await app.Http.GetAsync($"/api/v1/uploads/{id}");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("arrived").GetInt64() : null;
    }
}
