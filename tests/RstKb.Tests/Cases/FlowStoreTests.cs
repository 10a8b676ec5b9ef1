using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Cases;

public sealed class FlowStoreTests
{
    private static readonly ResetReport[] Flows =
    [
        FlowRows.Flow(0, client: "10.0.0.9", at: 10, duration: 3, packets: 7, idle: 0.5),
        FlowRows.Flow(2, client: "10.0.0.10", clientPort: 50000, at: 5, cause: "data-after-close", level: "possible", confidence: 0.6, sentBy: "client", harm: "benign", stage: "closing"),
        FlowRows.Flow(3, client: "2001:db8::7", server: "2001:db8::1", serverPort: 5432, at: 20, cause: null, level: "undetermined", confidence: 0.4, sentBy: "unknown", harm: "unknown", stage: "idle", idle: 350),
        FlowRows.Flow(8, client: "10.9.0.1", clientPort: 443, server: "10.0.0.9", serverPort: 80, at: 7, sentBy: "middlebox"),
    ];

    public static TheoryData<string, string> Filters => new()
    {
        { "cause closed-port", "0 8" },
        { "cause undetermined", "3" },
        { "cause nothing-of-it", "" },
        { "sentBy middlebox", "8" },
        { "harm benign", "2" },
        { "hideBenign 1", "0 3 8" },
        { "level possible", "2" },
        { "stage idle", "3" },
        { "client 10.0.0.9", "0" },
        { "client 10.0.0.10:50000", "2" },
        { "client 10.0.0.10:1", "" },
        { "client 10.0.0.0/24", "0 2" },
        { "client 2001:db8::/32", "3" },
        { "client [2001:db8::7]:40000", "3" },
        { "client nonsense", "" },
        { "server 10.9.0.1:443", "0 2" },
        { "server 2001:db8::1", "3" },
        { "host 10.0.0.9", "0 8" },
        { "host 0.0.0.0/0", "0 2 8" },
        { "port 443", "0 2 8" },
        { "from 7", "0 3 8" },
        { "to 7", "2" },
        { "text 10.0.0.1", "2" },
        { "text :5432", "3" },
        { "text closed", "0 8" },
        { "text %", "" },
        { "text undeter", "3" },
    };

    [Theory]
    [InlineData("listens on", "0 8")]
    [InlineData("no cause", "3")]
    [InlineData("nothing at all", "")]
    public async Task TextOfACausesName_FindsItsFlowsInMemoryAndInSql(string text, string expected)
    {
        foreach (int inMemory in new[] { 1000, 0 })
        {
            await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxFlowsInMemory = inMemory }, analyses: false);
            string id = await FlowRows.SaveAsync(folder, Flows);
            var names = new CauseNames(() => new Dictionary<string, string> { ["closed-port"] = "Nothing listens on this port", [FlowFilter.NoCause] = "No cause stands out" });
            var store = new FlowStore(folder.Get<IDbContextFactory<CaseDatabase>>(), folder.Get<TalliedCases>(), names);

            FlowPage page = await store.QueryAsync(id, new FlowFilter { Text = text }, FlowSort.Default, 0, 100);

            Assert.Equal(expected, string.Join(' ', page.Rows.Select(row => row.Flow)));
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filter_LetsThroughWhatItSaysInMemoryAndInSql(string filter, string expected)
    {
        foreach (int inMemory in new[] { 1000, 0 })
        {
            await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxFlowsInMemory = inMemory }, analyses: false);
            string id = await FlowRows.SaveAsync(folder, Flows);

            FlowPage page = await folder.Get<FlowStore>().QueryAsync(id, Filter(filter), FlowSort.Default, 0, 100);

            Assert.Equal(expected, string.Join(' ', page.Rows.Select(row => row.Flow)));
            Assert.Equal(page.Rows.Count, page.Total);
            CaseOverviews overviews = folder.Get<CaseOverviews>();
            Assert.Equal(page.Total, await overviews.CountAsync(id, Filter(filter)));
            Assert.Equal(page.Rows.Select(row => row.Flow).Order(), await overviews.NumbersAsync(id, Filter(filter), 100));
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Facets_AreTheSameInMemoryAndInSql(string filter, string expected)
    {
        var found = new List<string>();
        foreach (int inMemory in new[] { 1000, 0 })
        {
            await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxFlowsInMemory = inMemory }, analyses: false);
            string id = await FlowRows.SaveAsync(folder, Flows);

            FlowFacets facets = await folder.Get<CaseOverviews>().FacetsAsync(id, Filter(filter));

            IReadOnlyList<Facet>[] all = [facets.Causes, facets.Senders, facets.Harms, facets.Levels, facets.Stages];
            found.Add(string.Join('\n', all.Select(facet => string.Join(' ', facet))));
            Assert.All(all, facet => Assert.True(facet.Sum(value => value.Flows) >= expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        }

        Assert.Equal(found[0], found[1]);
    }

    [Theory]
    [InlineData("flow", "0 2 3 8")]
    [InlineData("-flow", "8 3 2 0")]
    [InlineData("started", "2 8 0 3")]
    [InlineData("reset", "2 8 0 3")]
    [InlineData("-reset", "3 0 8 2")]
    [InlineData("duration", "2 3 8 0")]
    [InlineData("-packets", "0 8 3 2")]
    [InlineData("-silence", "3 0 8 2")]
    [InlineData("client", "0 2 8 3")]
    [InlineData("server", "8 0 2 3")]
    [InlineData("cause", "3 0 8 2")]
    [InlineData("confidence", "3 2 0 8")]
    [InlineData("harm", "2 0 8 3")]
    [InlineData("sentBy", "2 8 0 3")]
    [InlineData("stage", "2 0 8 3")]
    [InlineData("no-such-column", "0 2 3 8")]
    [InlineData("7", "0 2 3 8")]
    public async Task Sort_OrdersFlowsAndTheirNeighboursInMemoryAndInSql(string sort, string expected)
    {
        foreach (int inMemory in new[] { 1000, 0 })
        {
            await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxFlowsInMemory = inMemory }, analyses: false);
            string id = await FlowRows.SaveAsync(folder, Flows);
            FlowStore store = folder.Get<FlowStore>();

            FlowPage page = await store.QueryAsync(id, FlowFilter.All, FlowSort.Parse(sort), 0, 100);

            Assert.Equal(expected, string.Join(' ', page.Rows.Select(row => row.Flow)));
            for (int i = 0; i < page.Rows.Count; i++)
            {
                FlowNeighbours? neighbours = await store.NeighboursAsync(id, page.Rows[i].Flow, FlowFilter.All, FlowSort.Parse(sort));
                Assert.Equal(
                    new FlowNeighbours(i == 0 ? null : page.Rows[i - 1].Flow, i == page.Rows.Count - 1 ? null : page.Rows[i + 1].Flow, i, page.Total), neighbours);
            }
        }
    }

    [Fact]
    public async Task CaseIsDeleted_ItsRowsInMemoryAreGone()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);
        await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 100);

        await folder.Get<CaseStore>().DeleteAsync(id);

        Assert.Equal(0, (await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 100)).Total);
    }

    [Fact]
    public async Task Neighbours_KeepToTheFilter()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);
        var filter = new FlowFilter { Cause = "closed-port" };

        Assert.Equal(new FlowNeighbours(null, 8, 0, 2), await folder.Get<FlowStore>().NeighboursAsync(id, 0, filter, FlowSort.Default));
        Assert.Null(await folder.Get<FlowStore>().NeighboursAsync(id, 2, filter, FlowSort.Default));
    }

    [Fact]
    public async Task Page_IsBounded()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, [.. Enumerable.Range(0, 700).Select(flow => FlowRows.Flow(flow))]);
        FlowStore store = folder.Get<FlowStore>();

        Assert.Equal(FlowStore.MaxTake, (await store.QueryAsync(id, FlowFilter.All, FlowSort.Default, -5, 1_000_000)).Rows.Count);
        FlowPage last = await store.QueryAsync(id, FlowFilter.All, FlowSort.Default, 690, 100);
        Assert.Equal((700, 690, 10), (last.Total, last.Rows[0].Flow, last.Rows.Count));
        Assert.Single((await store.QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 0)).Rows);
    }

    [Fact]
    public async Task OtherCase_HasNothingOfThisOne()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await FlowRows.SaveAsync(folder, Flows);
        string other = await FlowRows.SaveAsync(folder, FlowRows.Flow(5));

        Assert.Equal([5], (await folder.Get<FlowStore>().QueryAsync(other, FlowFilter.All, FlowSort.Default, 0, 100)).Rows.Select(row => row.Flow));
        Assert.Null(await folder.Get<FlowStore>().FindAsync(other, 0));
        Assert.Empty((await folder.Get<FlowStore>().QueryAsync("no-such-case", FlowFilter.All, FlowSort.Default, 0, 100)).Rows);
    }

    [Fact]
    public async Task Row_HoldsWhatWasReported()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);

        FlowRow row = (await folder.Get<FlowStore>().QueryAsync(id, new FlowFilter { Stage = "idle" }, FlowSort.Default, 0, 1)).Rows[0];

        Assert.Equal(Flows[2].Client, row.Client);
        Assert.Equal(Flows[2].Server, row.Server);
        Assert.Equal((Flows[2].StartedAt, Flows[2].Reset.At, 350, "RST,ACK", "server"), (row.StartedAt.ToString(), row.ResetAt.ToString(), row.IdleSeconds, row.Flags, row.From));
        Assert.Equal((null, "undetermined", 0.4, "unknown", "unknown"), (row.Cause, row.Level, row.Confidence, row.SentBy, row.Harm));
    }

    private static FlowFilter Filter(string text)
    {
        string value = text[(text.IndexOf(' ') + 1)..];
        CaptureTime At() => CaptureTimeText.TryParse(FlowRows.Time(double.Parse(value)), out CaptureTime time) ? time : throw new FormatException();
        return text[..text.IndexOf(' ')] switch
        {
            "cause" => new FlowFilter { Cause = value },
            "sentBy" => new FlowFilter { SentBy = value },
            "harm" => new FlowFilter { Harm = value },
            "hideBenign" => new FlowFilter { HideBenign = true },
            "level" => new FlowFilter { Level = value },
            "stage" => new FlowFilter { Stage = value },
            "client" => new FlowFilter { Client = value },
            "server" => new FlowFilter { Server = value },
            "host" => new FlowFilter { Host = value },
            "port" => new FlowFilter { Port = int.Parse(value) },
            "from" => new FlowFilter { From = At() },
            "to" => new FlowFilter { To = At() },
            _ => new FlowFilter { Text = value },
        };
    }
}
