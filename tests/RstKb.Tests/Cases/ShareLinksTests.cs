using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases;
using RstKb.Cases.Entities;
using RstKb.Cases.Sharing;
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

        NewShareLink made = (await links.CreateAsync(id, new ShareTerms { View = "/f/17?p=1231", SharedBy = "Maja K.", WithNotes = true }))!;

        SharedCase? opened = await links.ResolveAsync(made.Token, count: true);
        await links.ResolveAsync(made.Token, count: false);
        Assert.Equal((id, folder.Clock.Now.AddDays(14), "/f/17?p=1231", "Maja K.", true), (opened!.CaseId, opened.ExpiresAt, opened.View, opened.SharedBy, opened.WithNotes));
        Assert.Equal((ShareScope.Headers, false, false, null), (opened.Scope, opened.IsLocked, opened.Lens.ReplacesAddresses, opened.Slices));
        Assert.Equal(1, Assert.Single(await links.ListAsync(id)).Opens);
    }

    [Fact]
    public async Task Token_IsStoredOnlyAsItsHash()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms()))!;

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
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms { Life = TimeSpan.FromHours(1) }))!;

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
        NewShareLink made = (await links.CreateAsync(id, new ShareTerms()))!;

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
        await folder.Get<ShareLinks>().CreateAsync(await FlowRows.SaveAsync(folder, FlowRows.Flow(0)), new ShareTerms());

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

        Assert.Equal(kept, (await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms { View = view }))!.Link.View);
    }

    [Fact]
    public async Task DeletedCase_TakesItsLinksAlong()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NewShareLink made = (await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms()))!;

        await folder.Get<CaseStore>().DeleteAsync(id);

        Assert.Null(await folder.Get<ShareLinks>().ResolveAsync(made.Token, count: true));
    }

    [Fact]
    public async Task Password_OpensOnlyWhenRightAndNotAfterManyWrongOnes()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        ShareLinks links = folder.Get<ShareLinks>();
        string token = (await links.CreateAsync(id, new ShareTerms { Password = "blue heron" }))!.Token;

        Assert.True((await links.ResolveAsync(token, count: false))!.IsLocked);
        Assert.True(await links.OpensAsync(token, "blue heron"));
        for (int i = 0; i < 10; i++)
        {
            Assert.False(await links.OpensAsync(token, "grey heron"));
        }

        Assert.Null(await links.OpensAsync(token, "blue heron"));
        folder.Clock.Now = folder.Clock.Now.AddMinutes(11);
        Assert.True(await links.OpensAsync(token, "blue heron"));
    }

    [Fact]
    public async Task Password_IsNotStored()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        await folder.Get<ShareLinks>().CreateAsync(id, new ShareTerms { Password = "blue heron" });

        await using CaseDatabase database = folder.Database();
        await database.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.DoesNotContain("blue heron", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder.Path, CaseDatabaseFile.Name))), StringComparison.Ordinal);
    }
}
