namespace RstKb.Cases;

/// <summary>A note as pages show it.</summary>
/// <param name="Id">Its number, for deletion.</param>
/// <param name="Flow">Null where it is about the whole case.</param>
/// <param name="Author">As they call themselves.</param>
/// <param name="Text">Markdown of somebody's own: to be rendered without raw HTML.</param>
/// <param name="Stance"><c>agree</c>, <c>other-cause</c> or <c>not-a-problem</c>; null for a plain note.</param>
/// <param name="Cause">The slug that <c>other-cause</c> names.</param>
/// <param name="CreatedAt">In UTC.</param>
public sealed record NoteView(int Id, int? Flow, string Author, string Text, string? Stance, string? Cause, DateTimeOffset CreatedAt)
{
    /// <summary>The team's verdict: the last of the notes that takes a stance; null where none does.</summary>
    /// <param name="notes">The oldest first.</param>
    public static NoteView? VerdictOf(IReadOnlyList<NoteView> notes) => notes.LastOrDefault(note => note.Stance is not null);
}
