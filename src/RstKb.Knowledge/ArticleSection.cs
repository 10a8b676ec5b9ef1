namespace RstKb.Knowledge;

/// <summary>What stands between one heading and the next.</summary>
/// <param name="HeadingId">Null before the first heading.</param>
/// <param name="Text">Plain words on one line.</param>
internal sealed record ArticleSection(string? HeadingId, string Text);
