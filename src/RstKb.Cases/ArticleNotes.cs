using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Search;
using RstKb.Cases.Storage;

namespace RstKb.Cases;

/// <summary>What the team adds to articles. An edit keeps what stood before; only deleting a note takes its history with it.</summary>
public sealed class ArticleNotes(IDbContextFactory<CaseDatabase> databases, TimeProvider clock)
{
    /// <summary>Notes that one article may have.</summary>
    public const int MaxNotes = 200;

    /// <summary>Wordings that one note may have.</summary>
    public const int MaxVersions = 100;

    /// <summary>The notes on an article, the oldest first.</summary>
    /// <param name="article">As <c>causes/closed-port</c>.</param>
    public async Task<IReadOnlyList<ArticleNoteView>> ListAsync(string article, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        var versions = await database.ArticleNoteVersions.AsNoTracking()
            .Where(row => database.ArticleNotes.Any(note => note.Id == row.NoteId && note.Article == article))
            .OrderBy(row => row.NoteId).ThenBy(row => row.Id).Take(MaxNotes * MaxVersions).ToListAsync(cancellationToken);
        return [.. versions.GroupBy(row => row.NoteId)
            .Select(note => new ArticleNoteView(note.Key, [.. note.Select(row => new ArticleNoteWording(row.Author, row.Text, row.WrittenAt))]))];
    }

    /// <summary>Writes a note. False where there is no text, or the article has as many notes as it may have.</summary>
    /// <param name="author">80 characters count; empty becomes <c>Somebody</c>.</param>
    /// <param name="text">Markdown; 20,000 characters count.</param>
    public async Task<bool> AddAsync(string article, string? author, string? text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(article);
        string clean = PlainText.Lines(text, Note.TextLength);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (clean.Length == 0 || article.Length > ArticleNote.ArticleLength
            || await database.ArticleNotes.CountAsync(row => row.Article == article, cancellationToken) >= MaxNotes)
        {
            return false;
        }

        await using var whole = await database.Database.BeginTransactionAsync(cancellationToken);
        var note = new ArticleNote { Article = article, CreatedAt = clock.GetUtcNow() };
        database.ArticleNotes.Add(note);
        await database.SaveChangesAsync(cancellationToken);
        database.ArticleNoteVersions.Add(Wording(note.Id, author, clean));
        await database.SaveChangesAsync(cancellationToken);
        await whole.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives a note of an article another wording. False where there is no such note, no text, or too many wordings. The same words again change nothing.</summary>
    public async Task<bool> EditAsync(string article, int note, string? author, string? text, CancellationToken cancellationToken = default)
    {
        string clean = PlainText.Lines(text, Note.TextLength);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (clean.Length == 0 || !await database.ArticleNotes.AnyAsync(row => row.Id == note && row.Article == article, cancellationToken))
        {
            return false;
        }

        IQueryable<ArticleNoteVersion> versions = database.ArticleNoteVersions.Where(row => row.NoteId == note);
        string? stands = await versions.OrderByDescending(row => row.Id).Select(row => row.Text).FirstOrDefaultAsync(cancellationToken);
        if (stands == clean)
        {
            return true;
        }

        if (await versions.CountAsync(cancellationToken) >= MaxVersions)
        {
            return false;
        }

        database.ArticleNoteVersions.Add(Wording(note, author, clean));
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Deletes a note of an article with its history.</summary>
    public async Task<bool> DeleteAsync(string article, int note, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        bool deleted = await database.ArticleNotes.Where(row => row.Id == note && row.Article == article).ExecuteDeleteAsync(cancellationToken) > 0;
        if (deleted)
        {
            await CaseText.ForgetDeletedAsync(database, cancellationToken);
        }

        return deleted;
    }

    private ArticleNoteVersion Wording(int note, string? author, string text)
    {
        string name = PlainText.OneLine(author, Note.AuthorLength);
        return new ArticleNoteVersion { NoteId = note, Author = name.Length == 0 ? "Somebody" : name, Text = text, WrittenAt = clock.GetUtcNow() };
    }
}
