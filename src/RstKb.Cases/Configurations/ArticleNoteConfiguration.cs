using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class ArticleNoteConfiguration : IEntityTypeConfiguration<ArticleNote>
{
    public void Configure(EntityTypeBuilder<ArticleNote> builder)
    {
        builder.ToTable("article_notes");
        builder.HasIndex(row => row.Article);
        builder.Property(row => row.Article).HasMaxLength(ArticleNote.ArticleLength);
    }
}
