using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.Property(row => row.PublicId).HasMaxLength(PublicId.Length);
        builder.HasIndex(row => row.PublicId).IsUnique();
        builder.HasIndex(row => row.CreatedAt);
        builder.HasIndex(row => row.CaptureSha256);
        builder.Property(row => row.State).HasConversion(state => state.ToString().ToLowerInvariant(), text => Enum.Parse<CaseState>(text, true)).HasMaxLength(16);
        builder.Property(row => row.Name).HasMaxLength(Case.NameLength);
        builder.Property(row => row.CaptureName).HasMaxLength(Case.NameLength);
        builder.Property(row => row.CaptureSha256).HasMaxLength(64);
        builder.Property(row => row.FailureText).HasMaxLength(Case.FailureTextLength);
    }
}
