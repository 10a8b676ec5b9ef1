namespace RstKb.Web.Components.Wiki;

/// <summary>What the forms for notes on an article send.</summary>
public sealed class ArticleNoteInput
{
    public string? Text { get; set; }

    public string? Author { get; set; }

    /// <summary>The note that is edited; null for a new one.</summary>
    public int? Id { get; set; }
}
