using System.Net;
using System.Text.RegularExpressions;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>Flows that were not reset: their own page, and beside one that was. The sample holds flow 0, closed by both ends, and flow 1 on the same ports, reset.</summary>
public sealed partial class ComparePageTests
{
    [Fact]
    public async Task FlowWasReset_StandsBesideAHealthyOneToTheSameServer()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app);

        string page = await app.Http.GetStringAsync($"/c/{id}/f/1/compare");

        Assert.Contains("one to the same server that was not", page, StringComparison.Ordinal);
        Assert.Equal(["1", "0"], Columns().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("FIN of both", page, StringComparison.Ordinal);
        Assert.Single(ResetRow().Matches(page));
    }

    [Fact]
    public async Task AnotherFlowIsAskedFor_AddressNamesIt()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app);

        using HttpResponseMessage answer = await app.Http.GetAsync($"/c/{id}/f/1/compare?with=0");
        string none = await app.Http.GetStringAsync($"/c/{id}/f/1/compare/7");

        Assert.EndsWith($"/c/{id}/f/1/compare/0", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("There is no such flow in this capture.", none, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/c/{id}/f/7/compare")).StatusCode);
    }

    [Fact]
    public async Task FlowWasNotReset_ItsPacketsAreShownWithoutAVerdict()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app);

        string page = await app.Http.GetStringAsync($"/c/{id}/f/0");

        Assert.Contains("This flow was not reset.", page, StringComparison.Ordinal);
        Assert.Contains("id=\"p1\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Likely", page, StringComparison.Ordinal);
        Assert.Empty(ResetRow().Matches(page));
    }

    [Fact]
    public async Task CaptureWasDeleted_PageSaysWhyTheOtherFlowIsNotShown()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app);
        Directory.Delete(Path.Combine(app.Folder, "captures"), recursive: true);

        string flow = await app.Http.GetStringAsync($"/c/{id}/f/0");

        Assert.Contains("This flow was not reset", flow, StringComparison.Ordinal);
        Assert.Contains("cannot be read from the stored capture", flow, StringComparison.Ordinal);
        Assert.Contains("Nothing to compare with", await app.Http.GetStringAsync($"/c/{id}/f/1/compare"), StringComparison.Ordinal);
    }

    private static async Task<string> CaseOfAsync(RunningApp app)
    {
        using HttpResponseMessage response = await app.PutAsync(new ByteArrayContent(await File.ReadAllBytesAsync(Samples.File("time-wait"))), "name=time-wait.pcapng");
        string address = response.Headers.Location!.OriginalString;
        string id = address[(address.LastIndexOf('/') + 1)..];
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"/api/v1/cases/{id}/report")).StatusCode);
        return id;
    }

    [GeneratedRegex("aria-label=\"Flow (\\d+)\"")]
    private static partial Regex Columns();

    [GeneratedRegex("class=\"[^\"]*rstrow")]
    private static partial Regex ResetRow();
}
