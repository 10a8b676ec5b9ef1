using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Tests.Cases;

public sealed class CaseDatabaseTests
{
    [Fact]
    public async Task ModelAndMigrations_SayTheSame()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        await using CaseDatabase database = folder.Database();

        Assert.False(database.Database.HasPendingModelChanges(), "The tables' classes changed: add a migration (see src/RstKb.Cases.Design).");
    }

    [Fact]
    public async Task NewFile_HasAllMigrationsAndAWriteAheadLog()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        await using CaseDatabase database = folder.Database();

        Assert.Empty(await database.Database.GetPendingMigrationsAsync());
        Assert.Equal("wal", (await database.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync())[0]);
        Assert.Equal(1, (await database.Database.SqlQuery<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync())[0]);
    }

    [Fact]
    public async Task FlowOfNoCase_IsRefused()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        await using CaseDatabase database = folder.Database();
        database.FlowDocuments.Add(new FlowDocument { CaseId = 4711, Flow = 0, Report = [], Timeline = [] });

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveChangesAsync());
    }

    [Fact]
    public async Task SecondProcessOnTheSameFolder_IsRefusedWithASentence()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();

        var fault = await Assert.ThrowsAsync<IOException>(() => CaseFolder.ReopenAsync(folder.Path));

        Assert.Contains("in use by another RstKb", fault.Message, StringComparison.Ordinal);
    }
}
