using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Storage;

/// <summary>The tables of the cases, in one SQLite file.</summary>
public sealed class CaseDatabase(DbContextOptions<CaseDatabase> options) : DbContext(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<ResetFlow> ResetFlows => Set<ResetFlow>();

    public DbSet<CaseHost> CaseHosts => Set<CaseHost>();

    public DbSet<FlowDocument> FlowDocuments => Set<FlowDocument>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<ArticleNote> ArticleNotes => Set<ArticleNote>();

    public DbSet<ArticleNoteVersion> ArticleNoteVersions => Set<ArticleNoteVersion>();

    public DbSet<ShareLink> ShareLinks => Set<ShareLink>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CaseDatabase).Assembly);

    // SQLite has no type for a moment with an offset; UTC ticks sort and compare as numbers.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
