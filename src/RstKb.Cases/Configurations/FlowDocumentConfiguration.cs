using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class FlowDocumentConfiguration : IEntityTypeConfiguration<FlowDocument>
{
    public void Configure(EntityTypeBuilder<FlowDocument> builder)
    {
        builder.ToTable("flow_documents");
        builder.HasKey(row => new { row.CaseId, row.Flow });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
