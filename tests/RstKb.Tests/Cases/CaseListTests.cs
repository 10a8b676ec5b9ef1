using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Listing;
using RstKb.Cases.Storage;

namespace RstKb.Tests.Cases;

public sealed class CaseListTests
{
    [Theory]
    [InlineData("edge", "edge-lb")]
    [InlineData("10.1.2.3", "edge-lb")]
    [InlineData("10.1.2.", "edge-lb")]
    [InlineData("2001:DB8:0::7", "office")]
    [InlineData("2001:db8", "office")]
    [InlineData("block page", "office")]
    [InlineData("rule 4", "office")]
    [InlineData("4411 rule", "")]
    [InlineData("Rana", "")]
    [InlineData(".2.3", "")]
    [InlineData("made.pcap", "edge-lb,office")]
    [InlineData("\"", "")]
    [InlineData("*", "")]
    [InlineData("100%", "")]
    public async Task Text_IsLookedForInNamesAddressesAndNotes(string text, string expected)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await NamedAsync(folder, "office", FlowRows.Flow(0, client: "2001:db8::7", server: "10.10.2.3"));
        await NamedAsync(folder, "edge-lb", FlowRows.Flow(0, client: "10.1.2.3"), FlowRows.Flow(1, client: "10.1.2.3"));
        CaseStore store = folder.Get<CaseStore>();
        string office = (await store.ListAsync(new CaseFilter { Text = "office" }, CaseSort.Default, 0, 1)).Cases[0].Id;
        await folder.Get<NoteBook>().AddAsync(office, 0, "Rana", "Its block page, rule 4411.");

        CasePage found = await store.ListAsync(new CaseFilter { Text = text }, CaseSort.Default, 0, 10);

        Assert.Equal(expected, string.Join(',', found.Cases.Select(row => row.Name)));
        Assert.Equal(found.Cases.Count, found.Total);
    }

    [Fact]
    public async Task Causes_AreThoseThatOccurAndEachFindsAsManyCasesAsItSays()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await NamedAsync(folder, "lonely", FlowRows.Flow(0, cause: "closed-port"));
        await NamedAsync(folder, "b", FlowRows.Flow(0, cause: "closed-port"), FlowRows.Flow(1, cause: "health-check", harm: "benign"));
        await NamedAsync(folder, "c", FlowRows.Flow(0, cause: null, level: "undetermined"));
        await NamedAsync(folder, "without resets");
        CaseStore store = folder.Get<CaseStore>();

        IReadOnlyList<CauseCount> causes = await store.CausesAsync(null);

        Assert.Equal([new CauseCount("closed-port", 2), new CauseCount(FlowFilter.NoCause, 1)], causes);
        foreach (CauseCount cause in causes)
        {
            Assert.Equal(cause.Cases, (await store.ListAsync(new CaseFilter { Cause = cause.Cause }, CaseSort.Default, 0, 10)).Total);
        }

        Assert.Equal([new CauseCount("closed-port", 1)], await store.CausesAsync("lonely"));
    }

    [Theory]
    [InlineData("name", "alpha,Beta,gamma")]
    [InlineData("-name", "gamma,Beta,alpha")]
    [InlineData("resets", "gamma,alpha,Beta")]
    [InlineData("-resets", "Beta,alpha,gamma")]
    [InlineData("opened", "alpha,gamma,Beta")]
    [InlineData("-opened", "Beta,gamma,alpha")]
    [InlineData("no such order", "Beta,gamma,alpha")]
    public async Task Order_IsTheOneThatWasAskedForOnEveryPage(string sort, string expected)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await NamedAsync(folder, "alpha", FlowRows.Flow(0));
        await NamedAsync(folder, "gamma");
        await NamedAsync(folder, "Beta", FlowRows.Flow(0), FlowRows.Flow(1));
        var names = new List<string>();

        for (int skip = 0; skip < 3; skip++)
        {
            names.Add((await folder.Get<CaseStore>().ListAsync(CaseFilter.All, CaseSort.Parse(sort), skip, 1)).Cases.Single().Name);
        }

        Assert.Equal(expected, string.Join(',', names));
    }

    [Fact]
    public async Task LastVerdictOfTheTeam_StandsWithItsCase()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await NamedAsync(folder, "judged", FlowRows.Flow(0), FlowRows.Flow(1));
        await NamedAsync(folder, "not judged", FlowRows.Flow(0));
        NoteBook notes = folder.Get<NoteBook>();
        await notes.AddAsync(id, 1, "Maja", null, "agree");
        await notes.AddAsync(id, 0, "Rana", null, "other-cause", "half-open");
        await notes.AddAsync(id, null, "Timo", "No verdict in this one");

        CasePage page = await folder.Get<CaseStore>().ListAsync(CaseFilter.All, CaseSort.Parse("name"), 0, 10);

        Assert.Equal([("judged", "other-cause", "half-open"), ("not judged", null, null)], page.Cases.Select(row => (row.Name, row.TeamStance, row.TeamCause)));
    }

    [Fact]
    public async Task CasesFromBeforeAddressesWereKept_AreFoundByThem()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await NamedAsync(folder, "old", FlowRows.Flow(0, client: "10.1.2.3"), FlowRows.Flow(1, client: "10.1.2.4"));
        await using (CaseDatabase database = folder.Database())
        {
            IMigrator migrator = database.GetService<IMigrator>();
            await migrator.MigrateAsync("ClientKnown");
            await migrator.MigrateAsync();
        }

        Assert.Equal(id, (await folder.Get<CaseStore>().ListAsync(new CaseFilter { Text = "10.1.2.4" }, CaseSort.Default, 0, 10)).Cases.Single().Id);
        Assert.Equal(id, (await folder.Get<CaseStore>().ListAsync(new CaseFilter { Text = "10.9.0.1" }, CaseSort.Default, 0, 10)).Cases.Single().Id);
    }

    [Fact]
    public async Task ThousandsOfCases_AreSearchedSortedAndCountedInAMoment()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await FlowRows.SaveAsync(folder, [.. Enumerable.Range(0, 200).Select(flow => FlowRows.Flow(flow, client: $"10.0.3.{flow}"))]);
        await MultiplyAsync(folder, 5000);
        CaseStore store = folder.Get<CaseStore>();
        await store.ListAsync(new CaseFilter { Text = "10.0.3.77" }, CaseSort.Parse("name"), 0, 50);
        var clock = Stopwatch.StartNew();

        CasePage found = await store.ListAsync(new CaseFilter { Text = "10.0.3.77", Cause = "closed-port" }, CaseSort.Parse("name"), 2500, 50);
        IReadOnlyList<CauseCount> causes = await store.CausesAsync("10.0.3.77");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
        Assert.Equal((5001, 50, 5001), (found.Total, found.Cases.Count, causes.Single().Cases));
    }

    private static async Task<string> NamedAsync(CaseFolder folder, string name, params IReadOnlyList<RstKb.Diagnosis.Report.ResetReport> resets)
    {
        folder.Clock.Now = folder.Clock.Now.AddMinutes(1);
        string id = await FlowRows.SaveAsync(folder, resets);
        await folder.Get<CaseStore>().RenameAsync(id, name);
        return id;
    }

    // The one case so many times more, with its addresses and without its flows.
    private static async Task MultiplyAsync(CaseFolder folder, int cases)
    {
        await using CaseDatabase database = folder.Database();
        string columns = string.Join(", ", database.Model.FindEntityType(typeof(RstKb.Cases.Entities.Case))!.GetProperties().Select(property => property.Name).Where(name => name is not ("Id" or "PublicId")));
        await using var whole = await database.Database.BeginTransactionAsync();
        string copies = $"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {cases}) INSERT INTO cases (PublicId, {columns}) SELECT 'copy' || i, {columns} FROM n, cases WHERE Id = 1";
        await database.Database.ExecuteSqlRawAsync(copies);
        await database.Database.ExecuteSqlRawAsync("INSERT INTO case_hosts (CaseId, Address) SELECT c.Id, h.Address FROM cases c, case_hosts h WHERE c.Id > 1 AND h.CaseId = 1");
        await whole.CommitAsync();
    }
}
