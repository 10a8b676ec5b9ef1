namespace RstKb.Cases.Entities;

/// <summary>What a team adds to an article. Its words are in its versions.</summary>
public sealed class ArticleNote
{
    public const int ArticleLength = 120;

    public int Id { get; set; }

    /// <summary>The article, as <c>causes/closed-port</c>.</summary>
    public required string Article { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
