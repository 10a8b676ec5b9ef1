using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Tests.Cases;

public sealed class ShareLinksTests
{
    [Fact]
    public async Task Link_OpensItsViewAndCounts()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(17));
        ShareLinks links = folder.Get<ShareLinks>();

        NewShareLink made = (await links.CreateAsync(id, view: "/f/17?p=1231", sharedBy: "Maja K.", withNotes: true))!;

        SharedCase? opened = await links.ResolveAsync(made.Token, count: true);
        await links.ResolveAsync(made.Token, count: false);
        Assert.Equal(new SharedCase(id, folder.Clock.Now.AddDays(14), "/f/17?p=1231", "Maja K.", true), opened);
        Assert.Equal(1, Assert.Single(await links.ListAsync(id)).Opens);
    }

    [Fact]
    public async Task Token_IsStoredOnlyAsItsHash()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id))!;

        await using CaseDatabase database = folder.Database();
        ShareLink row = await database.ShareLinks.SingleAsync();
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(made.Token)), row.TokenHash);
        await database.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.DoesNotContain(made.Token, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder.Path, CaseDatabaseFile.Name))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinkIsOver_AfterItsLife()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id, TimeSpan.FromHours(1)))!;

        folder.Clock.Now = folder.Clock.Now.AddMinutes(59);
        Assert.NotNull(await folder.Get<ShareLinks>().ResolveAsync(made.Token, count: true));
        Assert.Equal(1, (await folder.Get<CaseStore>().FindAsync(id))!.LiveLinks);
        folder.Clock.Now = folder.Clock.Now.AddMinutes(1);
        Assert.Null(await folder.Get<ShareLinks>().ResolveAsync(made.Token, count: true));
        Assert.Equal(0, (await folder.Get<CaseStore>().FindAsync(id))!.LiveLinks);
    }

    [Fact]
    public async Task RevokedLink_OpensNothingAtOnce()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        string other = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        ShareLinks links = folder.Get<ShareLinks>();
        NewShareLink made = (await links.CreateAsync(id))!;

        Assert.False(await links.RevokeAsync(other, made.Link.Id));
        Assert.NotNull(await links.ResolveAsync(made.Token, count: false));
        Assert.True(await links.RevokeAsync(id, made.Link.Id));
        Assert.Null(await links.ResolveAsync(made.Token, count: false));
        Assert.False(await links.RevokeAsync(id, made.Link.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000000000000")]
    public async Task UnknownToken_OpensNothing(string? token)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await folder.Get<ShareLinks>().CreateAsync(await FlowRows.SaveAsync(folder, FlowRows.Flow(0)));

        Assert.Null(await folder.Get<ShareLinks>().ResolveAsync(token, count: true));
    }

    [Theory]
    [InlineData("//elsewhere.example/", "")]
    [InlineData("https://elsewhere.example/", "")]
    [InlineData("/\\elsewhere.example", "")]
    [InlineData("/f/1/../../../admin", "")]
    [InlineData("?cause=closed-port", "?cause=closed-port")]
    public async Task View_StaysBelowTheCase(string view, string kept)
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));

        Assert.Equal(kept, (await folder.Get<ShareLinks>().CreateAsync(id, view: view))!.Link.View);
    }

    [Fact]
    public async Task DeletedCase_TakesItsLinksAlong()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id))!;

        await folder.Get<CaseStore>().DeleteAsync(id);

        Assert.Null(await folder.Get<ShareLinks>().ResolveAsync(made.Token, count: true));
    }
}
