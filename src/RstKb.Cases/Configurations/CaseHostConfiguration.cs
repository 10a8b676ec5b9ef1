using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class CaseHostConfiguration : IEntityTypeConfiguration<CaseHost>
{
    public void Configure(EntityTypeBuilder<CaseHost> builder)
    {
        builder.ToTable("case_hosts");

        // Asked case by case for the addresses that begin with a text: one step into the key for each case.
        builder.HasKey(row => new { row.CaseId, row.Address });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
