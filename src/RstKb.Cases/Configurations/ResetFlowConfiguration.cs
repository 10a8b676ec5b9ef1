using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class ResetFlowConfiguration : IEntityTypeConfiguration<ResetFlow>
{
    public void Configure(EntityTypeBuilder<ResetFlow> builder)
    {
        builder.ToTable("reset_flows");
        builder.HasKey(row => new { row.CaseId, row.Flow });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);

        // For an article's "in your cases"; every other question is about one case, whose rows lie together.
        builder.HasIndex(row => new { row.Cause, row.CaseId });
    }
}
