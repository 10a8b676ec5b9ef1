namespace RstKb.Knowledge.Search;

/// <summary>A word of a text.</summary>
/// <param name="Term">Lower case, without its grammatical ending: the form in which words are compared.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">Characters of the text.</param>
/// <param name="Kind">A part, or several parts joined.</param>
internal readonly record struct Word(string Term, int Start, int Length, WordKind Kind);
