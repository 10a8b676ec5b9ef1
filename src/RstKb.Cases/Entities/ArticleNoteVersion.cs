namespace RstKb.Cases.Entities;

/// <summary>One wording of a note on an article. An edit adds one and leaves those before it as they are.</summary>
public sealed class ArticleNoteVersion
{
    public int Id { get; set; }

    public int NoteId { get; set; }

    /// <summary>Who wrote these words; <see cref="Note.AuthorLength"/> characters at most.</summary>
    public required string Author { get; set; }

    /// <summary>Markdown; <see cref="Note.TextLength"/> characters at most.</summary>
    public required string Text { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }
}
