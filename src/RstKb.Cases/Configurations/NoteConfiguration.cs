using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Configurations;

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("notes");
        builder.HasIndex(row => new { row.CaseId, row.Flow });
        // For the list of cases: the last verdict of a case in one step, however much was noted beside it.
        builder.HasIndex(row => row.CaseId).HasFilter("Stance IS NOT NULL");
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(row => row.Author).HasMaxLength(Note.AuthorLength);
        builder.Property(row => row.Text).HasMaxLength(Note.TextLength);
    }
}
