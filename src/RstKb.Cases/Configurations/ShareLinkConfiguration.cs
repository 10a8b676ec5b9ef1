using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class ShareLinkConfiguration : IEntityTypeConfiguration<ShareLink>
{
    public void Configure(EntityTypeBuilder<ShareLink> builder)
    {
        builder.ToTable("share_links");
        builder.HasIndex(row => row.TokenHash).IsUnique();
        builder.HasIndex(row => row.CaseId);
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(row => row.View).HasMaxLength(ShareLink.ViewLength);
        builder.Property(row => row.SharedBy).HasMaxLength(ShareLink.SharedByLength);
    }
}
