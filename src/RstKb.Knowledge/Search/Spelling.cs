namespace RstKb.Knowledge.Search;

/// <summary>A term of the articles that a word of the query may mean.</summary>
/// <param name="Term">As it is in the index.</param>
/// <param name="Likeness">1 for the word itself, less for a longer or a corrected one.</param>
internal readonly record struct Spelling(string Term, double Likeness);
