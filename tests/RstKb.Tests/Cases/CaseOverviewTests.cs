using RstKb.Cases.Flows;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Cases;

public sealed class CaseOverviewTests
{
    private static readonly ResetReport[] Flows =
    [
        FlowRows.Flow(0, client: "10.0.12.1", at: 0, confidence: 0.8),
        FlowRows.Flow(1, client: "10.0.12.200", at: 1.5, confidence: 0.95),
        FlowRows.Flow(2, client: "10.0.12.200", at: 143, confidence: 0.95),
        FlowRows.Flow(3, client: "10.0.99.1", serverPort: 80, at: 144, level: "possible", confidence: 0.5),
        FlowRows.Flow(4, cause: "health-check", sentBy: "client", harm: "benign", serverPort: 8080, at: 72),
        FlowRows.Flow(5, cause: "health-check", sentBy: "client", harm: "benign", serverPort: 8080, at: 72.4),
        FlowRows.Flow(6, cause: null, level: "undetermined", sentBy: "unknown", harm: "unknown", stage: "unseen", at: 30),
    ];

    [Fact]
    public async Task Counts_AddUp()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);

        CaseOverview? overview = await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All);

        Assert.NotNull(overview);
        Assert.Equal((7, 4, 2, 1), (overview.Total, overview.Harmful, overview.Benign, overview.NotKnown));
        Assert.Equal([new Facet("closed-port", 4, 4), new Facet("health-check", 2, 0), new Facet("undetermined", 1, 0)], overview.Causes);
        Assert.Equal([new Facet("server", 4, 4), new Facet("client", 2, 0), new Facet("unknown", 1, 0)], overview.Senders);
        Assert.Equal([new Facet("likely", 5, 3), new Facet("possible", 1, 1), new Facet("undetermined", 1, 0)], overview.Levels);
        Assert.Equal((FlowRows.Time(0), FlowRows.Time(144)), (overview.FirstResetAt.ToString(), overview.LastResetAt.ToString()));
    }

    [Fact]
    public async Task Groups_PutTheHarmfulFirstAndNameTheirEnds()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);

        CaseOverview overview = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!;

        Assert.Equal(4, overview.GroupsTotal);
        Assert.Equal(
            ["closed-port 10.9.0.1:443 3", "closed-port 10.9.0.1:80 1", "health-check 10.9.0.1:8080 2", " 10.9.0.1:443 1"],
            overview.Groups.Select(group => $"{group.Cause} {group.Server} {group.Flows}"));
        ResetGroup first = overview.Groups[0];
        Assert.Equal((3, 0, 2, "10.0.12.0/24", 1), (first.Likely, first.Possible, first.Clients, first.ClientPrefix, first.TypicalFlow));
        Assert.Equal((FlowRows.Time(0), FlowRows.Time(143)), (first.FirstResetAt.ToString(), first.LastResetAt.ToString()));
        Assert.Equal(0.9, first.Confidence, 9);
        Assert.Equal(3, first.Sparkline.Sum());
        Assert.Equal("10.0.99.1", overview.Groups[1].ClientPrefix);
    }

    [Theory]
    [InlineData(FlowGrouping.Cause, "closed-port 4, health-check 2,  1")]
    [InlineData(FlowGrouping.Ends, "10.9.0.1:443 4, 10.9.0.1:80 1, 10.9.0.1:8080 2")]
    public async Task Grouping_FoldsWhatItLeavesOut(FlowGrouping grouping, string expected)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);

        CaseOverview overview = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All, grouping))!;

        Assert.Equal(expected, string.Join(", ", overview.Groups.Select(group => $"{(grouping == FlowGrouping.Ends ? group.Server : group.Cause)} {group.Flows}")));
    }

    [Fact]
    public async Task Histogram_CoversTheWholeCaseWhateverTheFilter()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, Flows);

        CaseOverview all = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!;
        CaseOverview benign = (await folder.Get<CaseOverviews>().OfAsync(id, new FlowFilter { Harm = "benign" }))!;

        Assert.Equal(ResetHistogram.BarCount, all.Histogram.Bars.Count);
        Assert.Equal(7, all.Histogram.Bars.Sum(bar => bar.Total));
        Assert.Equal((1, 1), (all.Histogram.Bars[0].Harmful, all.Histogram.Bars[^1].Harmful));
        Assert.Equal((all.Histogram.Start, all.Histogram.BarNanoseconds), (benign.Histogram.Start, benign.Histogram.BarNanoseconds));
        Assert.Equal((0, 2), (benign.Histogram.Bars.Sum(bar => bar.Harmful), benign.Histogram.Bars.Sum(bar => bar.Benign)));
        Assert.Equal(2, benign.Total);
    }

    [Fact]
    public async Task CaseWithoutResets_HasEmptyFigures()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder);

        CaseOverview overview = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!;

        Assert.Equal(0, overview.Total);
        Assert.Null(overview.FirstResetAt);
        Assert.Empty(overview.Groups);
        Assert.Equal(ResetHistogram.BarCount, overview.Histogram.Bars.Count);
        Assert.Null(await folder.Get<CaseOverviews>().OfAsync("no-such-case", FlowFilter.All));
    }

    [Fact]
    public async Task SingleReset_LiesInTheFirstBar()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0, at: 5));

        CaseOverview overview = (await folder.Get<CaseOverviews>().OfAsync(id, FlowFilter.All))!;

        Assert.Equal(1, overview.Histogram.Bars[0].Total);
    }
}
