namespace RstKb.Cases.Search;

/// <summary>A case, a note on a case or a note on an article that holds the words.</summary>
public sealed record CaseTextHit
{
    /// <summary>The case; null for a note on an article.</summary>
    public string? CaseId { get; init; }

    /// <summary>The case's name, or empty.</summary>
    public required string CaseName { get; init; }

    /// <summary>The flow that the note is about; null for the whole case.</summary>
    public int? Flow { get; init; }

    /// <summary>The article, as <c>causes/closed-port</c>; null for cases.</summary>
    public string? Article { get; init; }

    /// <summary>Who wrote the note; null where the case's name was found.</summary>
    public string? Author { get; init; }

    /// <summary>Flows of the case that were reset.</summary>
    public int ResetFlows { get; init; }

    /// <summary>The words around the hit; what matched stands between <see cref="CaseSearch.MarkStart"/> and <see cref="CaseSearch.MarkEnd"/>.</summary>
    public required string Snippet { get; init; }
}
