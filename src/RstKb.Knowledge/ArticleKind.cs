namespace RstKb.Knowledge;

/// <summary>What an article is about, and in which folder of the content it stands.</summary>
public enum ArticleKind
{
    /// <summary>One cause of a reset: <c>causes/SLUG.md</c>.</summary>
    Cause,

    /// <summary>How to do or read something: <c>guides/SLUG.md</c>.</summary>
    Guide,
}
