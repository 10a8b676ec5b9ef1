using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class ArticleNoteVersionConfiguration : IEntityTypeConfiguration<ArticleNoteVersion>
{
    public void Configure(EntityTypeBuilder<ArticleNoteVersion> builder)
    {
        builder.ToTable("article_note_versions");
        builder.HasIndex(row => row.NoteId);
        builder.HasOne<ArticleNote>().WithMany().HasForeignKey(row => row.NoteId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(row => row.Author).HasMaxLength(Note.AuthorLength);
        builder.Property(row => row.Text).HasMaxLength(Note.TextLength);
    }
}
