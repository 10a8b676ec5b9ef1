using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Search;
using RstKb.Cases.Storage;

namespace RstKb.Cases;

/// <summary>Notes and the team's own verdicts beside cases and flows.</summary>
public sealed class NoteBook(IDbContextFactory<CaseDatabase> databases, TimeProvider clock)
{
    /// <summary>Notes that one case may hold.</summary>
    public const int MaxNotes = 2000;

    private static readonly string[] Stances = ["agree", "other-cause", "not-a-problem"];

    /// <summary>Writes a note. Null where there is no such case or flow, the case is full, or neither text nor a known stance is given.</summary>
    /// <param name="flow">Null for the whole case.</param>
    /// <param name="author">80 characters count; empty becomes <c>Somebody</c>.</param>
    /// <param name="text">Markdown; 20,000 characters count.</param>
    /// <param name="stance"><c>agree</c>, <c>other-cause</c>, <c>not-a-problem</c> or null.</param>
    /// <param name="cause">A slug, with <c>other-cause</c>.</param>
    public async Task<NoteView?> AddAsync(
        string caseId, int? flow, string? author, string? text, string? stance = null, string? cause = null, CancellationToken cancellationToken = default)
    {
        string clean = PlainText.Lines(text, Note.TextLength);
        string name = PlainText.OneLine(author, Note.AuthorLength);
        bool stands = stance is not null && Stances.Contains(stance);
        if (!PublicId.IsWellFormed(caseId) || (clean.Length == 0 && !stands))
        {
            return null;
        }

        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        int id = await database.Cases.Where(row => row.PublicId == caseId).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken);
        if (id == 0
            || (flow is not null && !await database.ResetFlows.AnyAsync(row => row.CaseId == id && row.Flow == flow, cancellationToken))
            || await database.Notes.CountAsync(row => row.CaseId == id, cancellationToken) >= MaxNotes)
        {
            return null;
        }

        var note = new Note
        {
            CaseId = id,
            Flow = flow,
            Author = name.Length == 0 ? "Somebody" : name,
            Text = clean,
            Stance = stands ? stance : null,
            Cause = stands && stance == "other-cause" ? PlainText.OneLine(cause, Note.CauseLength) : null,
            CreatedAt = clock.GetUtcNow(),
        };
        database.Notes.Add(note);
        await database.SaveChangesAsync(cancellationToken);
        return new NoteView(note.Id, note.Flow, note.Author, note.Text, note.Stance, note.Cause, note.CreatedAt);
    }

    /// <summary>Notes of one flow, or those about the whole case where <paramref name="flow"/> is null; the oldest first.</summary>
    public async Task<IReadOnlyList<NoteView>> ListAsync(string caseId, int? flow, CancellationToken cancellationToken = default) =>
        await ListAsync(caseId, row => row.Flow == flow, cancellationToken);

    /// <summary>All notes of a case and its flows, the oldest first.</summary>
    public async Task<IReadOnlyList<NoteView>> ListAllAsync(string caseId, CancellationToken cancellationToken = default) =>
        await ListAsync(caseId, row => true, cancellationToken);

    /// <summary>Deletes one note of a case.</summary>
    public async Task<bool> DeleteAsync(string caseId, int note, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        bool deleted = await database.Notes
            .Where(row => row.Id == note && database.Cases.Any(owner => owner.Id == row.CaseId && owner.PublicId == caseId))
            .ExecuteDeleteAsync(cancellationToken) > 0;
        if (deleted)
        {
            await CaseText.ForgetDeletedAsync(database, cancellationToken);
        }

        return deleted;
    }

    private async Task<List<NoteView>> ListAsync(
        string caseId, System.Linq.Expressions.Expression<Func<Note, bool>> wanted, CancellationToken cancellationToken)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Notes.AsNoTracking()
            .Where(row => database.Cases.Any(owner => owner.Id == row.CaseId && owner.PublicId == caseId))
            .Where(wanted).OrderBy(row => row.Id)
            .Select(row => new NoteView(row.Id, row.Flow, row.Author, row.Text, row.Stance, row.Cause, row.CreatedAt))
            .Take(MaxNotes).ToListAsync(cancellationToken);
    }
}
