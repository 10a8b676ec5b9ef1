using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RstKb.Tests.House;
using RstKb.Web.Tests.Ladder;

namespace RstKb.Web.Tests.Api;

/// <summary>The flow page and the picture of its ladder, as they come over HTTP.</summary>
public sealed partial class FlowPageTests
{
    private const int MostBytes = 200_000;

    [Fact]
    public async Task HundredSegmentsOfWhichNothingFolds_ThePageIsUnder200Kilobytes()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, DenseFlow.Pcap(100));

        byte[] page = await app.Http.GetByteArrayAsync($"/c/{id}/f/0");

        string html = Encoding.UTF8.GetString(page);
        Assert.Equal(100, PacketRow().Count(html));
        Assert.Equal(49, GapRow().Count(html));
        Assert.Contains("retransmission", html, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1, MostBytes);
    }

    [Fact]
    public async Task LadderIsTakenAsAPicture_ItIsOneSvgWithEveryPacketAndStylesOfItsOwn()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, await File.ReadAllBytesAsync(Samples.File("on-path-injection")));
        int rows = PacketRow().Count(await app.Http.GetStringAsync($"/c/{id}/f/0"));

        HttpResponseMessage answer = await app.Http.GetAsync($"/c/{id}/f/0/ladder.svg");

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        XElement picture = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(svg + "svg", picture.Name);
        Assert.Single(picture.Elements(svg + "style"));
        Assert.Equal(rows, picture.Descendants(svg + "text").Count(text => ((string?)text.Attribute("text-anchor")) == "end" && (int?)text.Attribute("x") == 62));
        Assert.Empty(picture.Descendants(svg + "use"));
    }

    [Fact]
    public async Task FlowBeganBeforeTheCapture_TableAndVerdictSayThatItIsWeaker()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, await File.ReadAllBytesAsync(Samples.File("conntrack-invalid")));
        using JsonDocument report = JsonDocument.Parse(await app.Http.GetStringAsync($"/api/v1/cases/{id}/report"));
        int[] late = [.. report.RootElement.GetProperty("resets").EnumerateArray().Where(reset => !reset.GetProperty("clientKnown").GetBoolean()).Select(reset => reset.GetProperty("flow").GetInt32())];
        string whole = await CaseOfAsync(app, await File.ReadAllBytesAsync(Samples.File("closed-port")));

        string table = await app.Http.GetStringAsync($"/c/{id}?overview");

        Assert.NotEmpty(late);
        Assert.Equal(late.Length, table.Split("title=\"Weaker: ").Length - 1);
        Assert.Contains("its handshake is missing", await app.Http.GetStringAsync($"/c/{id}/f/{late[0]}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Weaker: ", await app.Http.GetStringAsync($"/c/{whole}?overview"), StringComparison.Ordinal);
    }

    private static async Task<string> CaseOfAsync(RunningApp app, byte[] capture)
    {
        using HttpResponseMessage response = await app.PutAsync(new ByteArrayContent(capture));
        JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        await app.Http.GetStringAsync(answer.GetProperty("report").GetString());
        return answer.GetProperty("case").GetString()!;
    }

    [GeneratedRegex("role=\"row\" id=\"p\\d+\"")]
    private static partial Regex PacketRow();

    [GeneratedRegex("class=\"r gap\"")]
    private static partial Regex GapRow();
}
