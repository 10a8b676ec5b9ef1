namespace RstKb.Knowledge.Search;

/// <param name="Score">The larger, the rarer the words that agree and the more of both texts they make up.</param>
/// <param name="Text">The message as the article lists it.</param>
internal readonly record struct ErrorMatch(double Score, string Text);
