using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Design;

/// <summary>Gives the tooling a context without a data folder.</summary>
internal sealed class CaseDatabaseDesign : IDesignTimeDbContextFactory<CaseDatabase>
{
    public CaseDatabase CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CaseDatabase>();
        CaseDatabaseFile.Configure(options, Path.GetTempPath());
        return new CaseDatabase(options.Options);
    }
}
