using Microsoft.EntityFrameworkCore;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Listing;
using RstKb.Cases.Sharing;
using RstKb.Cases.Storage;

namespace RstKb.Tests.Cases;

public sealed class CaseStoreTests
{
    [Fact]
    public async Task DeletedCapture_LeavesFlowsTimelinesAndNotes()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string id = await folder.AnalyseAsync("several-causes.pcap");
        await folder.Get<NoteBook>().AddAsync(id, null, "Maja", "Keep me");
        int flow = (await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 1)).Rows[0].Flow;

        Assert.True(await folder.Get<CaseStore>().DeleteCaptureAsync(id));

        Assert.Empty(folder.Captures());
        Assert.False((await folder.Get<CaseStore>().FindAsync(id))!.CaptureStored);
        Assert.NotEmpty((await folder.Get<FlowStore>().FindAsync(id, flow))!.Timeline.Segments);
        Assert.Single(await folder.Get<NoteBook>().ListAllAsync(id));
        Assert.False(await folder.Get<CaseStore>().DeleteCaptureAsync(id));
    }

    [Fact]
    public async Task DeletedCase_LeavesNoRow()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string id = await folder.AnalyseAsync("several-causes.pcap");
        await folder.Get<NoteBook>().AddAsync(id, null, "Maja", "Gone");
        await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms());

        Assert.True(await folder.Get<CaseStore>().DeleteAsync(id));

        await CaptureIntakeTests.AssertEmpty(folder);
        await using CaseDatabase database = folder.Database();
        Assert.Equal(0, await database.FlowDocuments.CountAsync() + await database.CaseHosts.CountAsync() + await database.Notes.CountAsync() + await database.ShareLinks.CountAsync());
        Assert.False(await folder.Get<CaseStore>().DeleteAsync(id));
    }

    [Fact]
    public async Task List_IsNewestFirstAndSearchesNames()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string[] ids = new string[3];
        for (int i = 0; i < ids.Length; i++)
        {
            folder.Clock.Now = folder.Clock.Now.AddMinutes(1);
            ids[i] = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        }

        CaseStore store = folder.Get<CaseStore>();
        await store.RenameAsync(ids[1], "Tuesday's 100% outage");

        Assert.Equal(ids.Reverse(), (await store.ListAsync(CaseFilter.All, CaseSort.Default, 0, 10)).Cases.Select(found => found.Id));
        Assert.Equal([ids[1]], (await store.ListAsync(new CaseFilter { Text = "100%" }, CaseSort.Default, 0, 10)).Cases.Select(found => found.Id));
        CasePage second = await store.ListAsync(CaseFilter.All, CaseSort.Default, 1, 1);
        Assert.Equal((3, ids[1]), (second.Total, second.Cases.Single().Id));
    }

    [Theory]
    [InlineData("  edge\u0000-lb ", true, "edge-lb")]
    [InlineData(" \t ", false, "made")]
    public async Task Rename_TakesWhatPeopleCanRead(string name, bool taken, string expected)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder);

        Assert.Equal(taken, await folder.Get<CaseStore>().RenameAsync(id, name));
        Assert.Equal(expected, (await folder.Get<CaseStore>().FindAsync(id))!.Name);
    }

    [Fact]
    public async Task MainCause_IsTheOneThatDidMostHarm()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(
            folder,
            FlowRows.Flow(0, cause: "health-check", harm: "benign"),
            FlowRows.Flow(1, cause: "health-check", harm: "benign"),
            FlowRows.Flow(2, cause: "closed-port"));

        CaseDetails found = (await folder.Get<CaseStore>().FindAsync(id))!;

        Assert.Equal(("closed-port", "likely", 1, 2, 3), (found.MainCause, found.MainLevel, found.HarmfulFlows, found.BenignFlows, found.ResetFlows));
        CauseSighting sighting = Assert.Single(await folder.Get<CaseStore>().WithCauseAsync("health-check", 5));
        Assert.Equal((id, 2), (sighting.CaseId, sighting.Flows));
    }

    [Fact]
    public async Task CaseUnderAnalysis_ShowsNoFlows()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        await using CaseDatabase database = folder.Database();
        await database.Cases.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CaseState.Analysing));

        Assert.Equal(0, (await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 10)).Total);
        Assert.Null(await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All));
    }

    [Fact]
    public async Task ManyFlows_AreSavedAndCountedInSeconds()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        string id = await FlowRows.SaveAsync(
            folder, [.. Enumerable.Range(0, 30_000).Select(flow => FlowRows.Flow(flow, client: $"10.0.{flow % 200}.{flow % 250}", serverPort: flow % 40, at: flow))]);
        CaseOverview overview = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!;
        FlowPage page = await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Parse("-client"), 20_000, 50);

        Assert.Equal((30_000, 30_000, 1, 40), (overview.Total, page.Total, overview.GroupsTotal, overview.Groups[0].Servers));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void PublicIds_AreLongAndDifferent()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(_ => PublicId.New())];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(PublicId.IsWellFormed(id)));
        Assert.False(PublicId.IsWellFormed(ids[0] + "a"));
        Assert.False(PublicId.IsWellFormed("../../../../etc/passwd..."));
    }
}
