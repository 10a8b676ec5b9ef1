namespace RstKb.Knowledge;

/// <summary>A heading of an article's body.</summary>
/// <param name="Level">2 for a section, 3 and more for what stands inside one.</param>
/// <param name="Id">The fragment that leads to it, unique in its article.</param>
/// <param name="Text">Plain words, without Markdown.</param>
public sealed record Heading(int Level, string Id, string Text);
