using RstKb.Cases;
using RstKb.Cases.Search;

namespace RstKb.Tests.Cases;

public sealed class CaseSearchTests
{
    [Fact]
    public async Task Words_FindCaseNamesNotesAndNotesOnArticles()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0), FlowRows.Flow(1));
        await folder.Get<CaseStore>().RenameAsync(id, "Checkout outage");
        await folder.Get<NoteBook>().AddAsync(id, 1, "Maja", "The checkout pods were restarted");
        await folder.Get<ArticleNotes>().AddAsync("causes/half-open", "Rana", "Seen at checkout in May");

        var hits = await folder.Get<CaseSearch>().FindAsync("CHECKOUT", 10);

        Assert.Equal(3, hits.Count);
        Assert.Equal((id, (string?)null), (hits[0].CaseId, hits[0].Author));
        Assert.Contains($"{CaseSearch.MarkStart}Checkout{CaseSearch.MarkEnd} outage", hits[0].Snippet);
        Assert.Contains(hits, hit => hit is { Flow: 1, Author: "Maja" } && hit.CaseId == id);
        Assert.Contains(hits, hit => hit is { CaseId: null, Article: "causes/half-open" });
    }

    [Theory]
    [InlineData("check", 1)]
    [InlineData("check ", 0)]
    [InlineData("outage checkout", 1)]
    [InlineData("checkout missing", 0)]
    [InlineData("\" OR * NEAR(", 0)]
    [InlineData("title:checkout", 0)]
    [InlineData("", 0)]
    public async Task LastWordMayBeUnfinishedAndNothingIsAnOperator(string query, int expected)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        await folder.Get<CaseStore>().RenameAsync(id, "Checkout outage");

        Assert.Equal(expected, (await folder.Get<CaseSearch>().FindAsync(query, 10)).Count);
    }

    [Fact]
    public async Task WhatWasRenamedEditedOrDeleted_IsFoundNoMore()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        CaseSearch search = folder.Get<CaseSearch>();
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        await folder.Get<CaseStore>().RenameAsync(id, "Firstname");
        await folder.Get<CaseStore>().RenameAsync(id, "Secondname");
        ArticleNotes notes = folder.Get<ArticleNotes>();
        await notes.AddAsync("causes/half-open", "Rana", "oldwording");
        await notes.EditAsync("causes/half-open", (await notes.ListAsync("causes/half-open"))[0].Id, "Rana", "newwording");
        await folder.Get<NoteBook>().AddAsync(id, null, "Maja", "casenote");

        Assert.Empty(await search.FindAsync("firstname", 10));
        Assert.Empty(await search.FindAsync("oldwording", 10));
        Assert.Single(await search.FindAsync("newwording", 10));

        Assert.Single(await search.FindAsync("casenote", 10));
        await folder.Get<CaseStore>().DeleteAsync(id);
        Assert.Empty(await search.FindAsync("secondname", 10));
        Assert.Empty(await search.FindAsync("casenote", 10));
    }
}
