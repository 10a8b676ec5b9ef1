namespace RstKb.Knowledge.Search;

/// <summary>What somebody typed or pasted, in the terms of the articles.</summary>
internal sealed class Query
{
    /// <summary>Words with their likenesses; words that no article holds are not there.</summary>
    public required IReadOnlyList<IReadOnlyList<Spelling>> Words { get; init; }

    /// <summary>The parts in the order of the text, corrected where they were corrected: what error strings are compared with.</summary>
    public required IReadOnlyList<string> Sequence { get; init; }

    /// <summary>The same error in the words that the articles use, where the query names it in others; else null.</summary>
    public IReadOnlyList<string>? OtherWords { get; init; }

    /// <summary>Terms of <see cref="Sequence"/> that stand for an error on their own: ECONNRESET, 10054.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    public required IReadOnlyList<Correction> Corrections { get; init; }
}
