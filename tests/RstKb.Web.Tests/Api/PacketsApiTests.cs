using System.Net;
using System.Text.Json;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>What can be taken out of a stored capture: rows, one packet's headers, flows as a capture.</summary>
public sealed class PacketsApiTests
{
    [Fact]
    public async Task OnePacket_GivesItsHeadersAndPayloadOnlyWhenAsked()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, Inputs.File("injected-resets.pcapng"));

        JsonElement headers = await JsonAsync(app, $"/api/v1/cases/{id}/packets/18");
        JsonElement more = await JsonAsync(app, $"/api/v1/cases/{id}/packets/18?payload=100000");

        Assert.Equal((66, 132), (headers.GetProperty("headerLength").GetInt32(), headers.GetProperty("bytes").GetString()!.Length));
        Assert.Equal((66 + 256) * 2, more.GetProperty("bytes").GetString()!.Length);
        JsonElement ttl = headers.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("field").GetString() == "ttl");
        Assert.Equal((22, 1), (ttl.GetProperty("start").GetInt32(), ttl.GetProperty("count").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/api/v1/cases/{id}/packets/99999")).StatusCode);
    }

    [Fact]
    public async Task IcmpError_GivesItsBytesUpToTheQuotedHeaderAndIsARowOfTheLadder()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, Inputs.File(Path.Combine("formats", "quoted-between.pcap")));

        JsonElement error = await JsonAsync(app, $"/api/v1/cases/{id}/packets/2");
        string flow = await app.Http.GetStringAsync($"/c/{id}/f/0?p=2");

        JsonElement seq = error.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("field").GetString() == "seq");
        Assert.Equal((52, 4), (seq.GetProperty("start").GetInt32(), seq.GetProperty("count").GetInt32()));
        Assert.Equal(error.GetProperty("headerLength").GetInt32() * 2, error.GetProperty("bytes").GetString()!.Length);
        Assert.Contains("id=\"p2\" aria-selected=\"true\"", flow, StringComparison.Ordinal);
        Assert.Contains("10.0.9.9 → 10.0.0.1", System.Net.WebUtility.HtmlDecode(flow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneFlow_IsACaptureOfItsPacketsWithTheirNumbers()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, Inputs.File("injected-resets.pcapng"));

        byte[] excerpt = await app.Http.GetByteArrayAsync($"/api/v1/cases/{id}/flows/0/capture");

        Assert.Equal(Packets(await File.ReadAllBytesAsync(Inputs.File("injected-resets.pcapng"))), Packets(excerpt));
        Assert.Contains("packet 17 of injected-resets.pcapng", System.Text.Encoding.UTF8.GetString(excerpt));
    }

    [Fact]
    public async Task FilteredFlows_AreRowsAndACapture()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, Samples.File("syn-scan"));

        string[] all = (await app.Http.GetStringAsync($"/api/v1/cases/{id}/flows.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] one = (await app.Http.GetStringAsync($"/api/v1/cases/{id}/flows.csv?port={all[1].Split(',')[9]}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        byte[] excerpt = await app.Http.GetByteArrayAsync($"/api/v1/cases/{id}/flows.pcapng?port={all[1].Split(',')[9]}");

        Assert.StartsWith("flow,started_at,reset_at", all[0], StringComparison.Ordinal);
        Assert.Equal((all[0], all[1]), (one[0], one[1]));
        Assert.InRange(one.Length, 2, all.Length - 1);
        Assert.Equal(one.Skip(1).Sum(row => int.Parse(row.Split(',')[4])), Packets(excerpt).Count);
    }

    [Fact]
    public async Task CaptureWasDeleted_PacketsAreGoneAndRowsStay()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, Samples.File("closed-port"));
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/cases/{id}/capture") { Headers = { { "X-RstKb-Client", "test" } } };
        await app.Http.SendAsync(delete);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/api/v1/cases/{id}/packets/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/api/v1/cases/{id}/flows/0/capture")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"/api/v1/cases/{id}/flows.csv")).StatusCode);
    }

    private static async Task<string> CaseOfAsync(RunningApp app, string file)
    {
        using HttpResponseMessage response = await app.PutAsync(new ByteArrayContent(await File.ReadAllBytesAsync(file)), $"name={Path.GetFileName(file)}");
        JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        await app.Http.GetStringAsync(answer.GetProperty("report").GetString());
        return answer.GetProperty("case").GetString()!;
    }

    private static List<(long Time, string Bytes)> Packets(byte[] capture)
    {
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(capture), new CaptureLimits());
        var packets = new List<(long Time, string Bytes)>();
        while (reader.TryRead(out CapturedPacket packet))
        {
            packets.Add((packet.Time.Nanoseconds, Convert.ToHexString(packet.Bytes)));
        }

        return packets;
    }

    private static async Task<JsonElement> JsonAsync(RunningApp app, string address) =>
        JsonDocument.Parse(await app.Http.GetStringAsync(address)).RootElement;
}
