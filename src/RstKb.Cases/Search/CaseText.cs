using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Search;

/// <summary>
/// The full text of case names, notes and notes on articles: an FTS5 table in the cases' own file. Triggers keep it in step, so that nobody who
/// writes a case or a note has to think of it.
/// </summary>
internal static class CaseText
{
    /// <summary>What a row is about; a row's number is that of its source times <see cref="Kinds"/> plus one of these.</summary>
    public const int CaseKind = 0;
    public const int NoteKind = 1;
    public const int ArticleNoteKind = 2;
    public const int Kinds = 4;

    /// <summary>Makes the table and its triggers and takes in what is there already. A migration runs it: whoever changes it writes another migration.</summary>
    public static readonly string[] Make =
    [
        """CREATE VIRTUAL TABLE case_text USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')""",
        """INSERT INTO case_text(rowid, title, body) SELECT Id * 4, Name, CaptureName FROM cases""",
        """INSERT INTO case_text(rowid, title, body) SELECT Id * 4 + 1, Author, Text FROM notes WHERE Text <> ''""",
        """CREATE TRIGGER case_text_case_new AFTER INSERT ON cases BEGIN INSERT INTO case_text(rowid, title, body) VALUES (new.Id * 4, new.Name, new.CaptureName); END""",
        """CREATE TRIGGER case_text_case_changed AFTER UPDATE OF Name, CaptureName ON cases BEGIN UPDATE case_text SET title = new.Name, body = new.CaptureName WHERE rowid = new.Id * 4; END""",
        """CREATE TRIGGER case_text_case_gone AFTER DELETE ON cases BEGIN DELETE FROM case_text WHERE rowid = old.Id * 4; END""",
        """CREATE TRIGGER case_text_note_new AFTER INSERT ON notes WHEN new.Text <> '' BEGIN INSERT INTO case_text(rowid, title, body) VALUES (new.Id * 4 + 1, new.Author, new.Text); END""",
        """CREATE TRIGGER case_text_note_gone AFTER DELETE ON notes BEGIN DELETE FROM case_text WHERE rowid = old.Id * 4 + 1; END""",
        """CREATE TRIGGER case_text_wording_new AFTER INSERT ON article_note_versions BEGIN DELETE FROM case_text WHERE rowid = new.NoteId * 4 + 2; INSERT INTO case_text(rowid, title, body) VALUES (new.NoteId * 4 + 2, new.Author, new.Text); END""",
        """CREATE TRIGGER case_text_article_note_gone AFTER DELETE ON article_notes BEGIN DELETE FROM case_text WHERE rowid = old.Id * 4 + 2; END""",
    ];

    /// <summary>Writes the table anew without what was deleted: until then FTS5 keeps the words of deleted rows in its older segments.</summary>
    public static Task<int> ForgetDeletedAsync(CaseDatabase database, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlRawAsync("INSERT INTO case_text(case_text) VALUES ('optimize')", cancellationToken);
}
