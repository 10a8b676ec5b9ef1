namespace RstKb.Cases;

/// <summary>One wording of a note on an article.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">Markdown.</param>
/// <param name="WrittenAt">When.</param>
public sealed record ArticleNoteWording(string Author, string Text, DateTimeOffset WrittenAt);
