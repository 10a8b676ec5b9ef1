namespace RstKb.Knowledge;

/// <summary>A file of the content folder that could not be read when it changed. What was read before stays in its place.</summary>
/// <param name="SourcePath">Relative to the content folder.</param>
/// <param name="Reason">One sentence with the line, as <see cref="ArticleFormatException"/> gives it.</param>
public sealed record ArticleFault(string SourcePath, string Reason);
