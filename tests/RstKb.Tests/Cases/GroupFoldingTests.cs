using RstKb.Cases.Flows;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Cases;

/// <summary>Many servers at which the same thing happened are one row, and the row's filter gives exactly its flows.</summary>
public sealed class GroupFoldingTests
{
    [Fact]
    public async Task OneServerStandsOutAmongMany_ItKeepsItsRowAndTheRestIsFolded()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, ManyServers());

        IReadOnlyList<ResetGroup> groups = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!.Groups;

        Assert.Equal(["10.9.0.1:443 50", " 30", " 4"], groups.Select(group => $"{group.Server} {group.Flows}"));
        Assert.Equal((30, "10.9.0.0/27", (int?)443), (groups[1].Servers, groups[1].ServerPrefix, groups[1].ServerPort));
        Assert.Equal([new EndpointReport("10.9.0.1", 443)], groups[1].ExceptServers);
        Assert.Equal("2001:db8::/125", groups[2].ServerPrefix);
    }

    [Fact]
    public async Task ClientsOfBothFamilies_AreInNoPrefix()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, [FlowRows.Flow(0), FlowRows.Flow(1, client: "2001:db8::1"), FlowRows.Flow(2, cause: "half-open", client: "192.0.2.1"), FlowRows.Flow(3, cause: "half-open", client: "10.0.0.1")]);

        IReadOnlyList<ResetGroup> groups = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All, FlowGrouping.Cause))!.Groups;

        Assert.Equal([(2, (string?)null), (2, null)], groups.Select(group => (group.Clients, group.ClientPrefix)));
    }

    [Fact]
    public async Task NoCauseStandsOutAtManyServers_IsOneRow()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder,
            [.. ManyServers(), .. Enumerable.Range(0, 12).Select(flow => FlowRows.Flow(300 + flow, server: $"10.{flow}.0.7", cause: null, level: "undetermined", sentBy: flow % 2 == 0 ? "unknown" : "server", harm: "unknown"))]);

        ResetGroup open = Assert.Single((await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!.Groups, group => group.Cause is null);

        Assert.Equal((12, 12, "10.0.0.0/12", ""), (open.Flows, open.Servers, open.ServerPrefix, open.SentBy));
    }

    [Fact]
    public async Task FoldedRow_IsWhatItsFilterGives()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, ManyServers());
        IReadOnlyList<ResetGroup> groups = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!.Groups;

        foreach (ResetGroup group in groups)
        {
            var filter = new FlowFilter { Server = group.Server?.ToString() ?? group.ServerPrefix, NotServer = string.Join(',', group.ExceptServers) };
            Assert.Equal(group.Flows, (await folder.Get<FlowStore>().QueryAsync(id, filter, FlowSort.Default, 0, 1)).Total);
        }
    }

    [Theory]
    [InlineData("cause")]
    [InlineData("client")]
    [InlineData("host")]
    [InlineData("not")]
    [InlineData("text")]
    [InlineData("address in text")]
    [InlineData("port")]
    [InlineData("time")]
    [InlineData("nonsense")]
    [InlineData("benign")]
    public async Task FilterInMemory_LetsThroughWhatItsSqlDoes(string what)
    {
        FlowFilter filter = what switch
        {
            "cause" => new FlowFilter { Cause = FlowFilter.NoCause, Level = "undetermined" },
            "client" => new FlowFilter { Client = "10.0.0.7" },
            "host" => new FlowFilter { Host = "10.9.0.4/31" },
            "not" => new FlowFilter { Server = "10.9.0.0/24", NotServer = "10.9.0.1:443, 10.9.0.3" },
            "text" => new FlowFilter { Text = "CLOSED" },
            "address in text" => new FlowFilter { Text = "9.0.1:44" },
            "port" => new FlowFilter { Port = 443, SentBy = "server" },
            "time" => new FlowFilter { From = new(1_795_132_800_000_000_000), To = new(1_795_132_801_000_000_000) },
            "nonsense" => new FlowFilter { Server = "no address" },
            _ => new FlowFilter { HideBenign = true, Stage = "data" },
        };
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, [.. ManyServers(), FlowRows.Flow(900, cause: null, level: "undetermined"), FlowRows.Flow(901, harm: "benign", client: "10.0.0.7")]);

        int inSql = (await folder.Get<FlowStore>().QueryAsync(id, filter, FlowSort.Default, 0, 1)).Total;

        Assert.Equal(inSql, await folder.Get<CaseOverviews>().CountAsync(id, filter));
        Assert.Equal(inSql, (await folder.Get<CaseOverviews>().OfAsync(id, filter))!.Total);
        Assert.Equal(what == "nonsense", inSql == 0);
    }

    [Fact]
    public async Task Facets_CountWhatAnotherChoiceWouldGive()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, [FlowRows.Flow(0), FlowRows.Flow(1, harm: "benign"), FlowRows.Flow(2, cause: "half-open"), FlowRows.Flow(3, cause: null, harm: "benign")]);

        FlowFacets facets = await folder.Get<CaseOverviews>().FacetsAsync(id, new FlowFilter { Cause = "closed-port", Harm = "harmful" });

        Assert.Equal([new Facet("closed-port", 1, 1), new Facet("half-open", 1, 1)], facets.Causes);
        Assert.Equal([new Facet("benign", 1, 0), new Facet("harmful", 1, 1)], facets.Harms);
    }

    private static ResetReport[] ManyServers() =>
    [
        .. Enumerable.Range(0, 50).Select(flow => FlowRows.Flow(flow, at: flow)),
        .. Enumerable.Range(0, 30).Select(flow => FlowRows.Flow(100 + flow, server: $"10.9.0.{2 + (flow % 30)}", at: flow)),
        .. Enumerable.Range(0, 4).Select(flow => FlowRows.Flow(200 + flow, server: $"2001:db8::{1 + flow}", at: flow)),
    ];
}
