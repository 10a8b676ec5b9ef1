namespace RstKb.Cases;

/// <summary>A note on an article with all its wordings.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Versions">The oldest first; the last one stands. Never empty.</param>
public sealed record ArticleNoteView(int Id, IReadOnlyList<ArticleNoteWording> Versions)
{
    /// <summary>The wording that stands.</summary>
    public ArticleNoteWording Current => Versions[^1];
}
