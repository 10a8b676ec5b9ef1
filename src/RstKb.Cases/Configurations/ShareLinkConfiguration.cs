using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;
using RstKb.Cases.Sharing;

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
        // Links that were made before there was a choice showed header fields.
        builder.Property(row => row.Scope).HasConversion(scope => scope.ToString().ToLowerInvariant(), text => Enum.Parse<ShareScope>(text, true)).HasMaxLength(16).HasDefaultValue(ShareScope.Headers).HasSentinel(ShareScope.Headers);
        builder.Property(row => row.SharedBy).HasMaxLength(ShareLink.SharedByLength);
    }
}
