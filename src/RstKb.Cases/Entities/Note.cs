namespace RstKb.Cases.Entities;

/// <summary>What somebody wrote beside a case or one of its flows.</summary>
public sealed class Note
{
    public const int AuthorLength = 80;
    public const int TextLength = 20_000;
    public const int CauseLength = 60;

    public int Id { get; set; }

    public int CaseId { get; set; }

    /// <summary>Null where the note is about the whole case.</summary>
    public int? Flow { get; set; }

    public required string Author { get; set; }

    /// <summary>Markdown; empty only where a stance is taken.</summary>
    public required string Text { get; set; }

    /// <summary>What the team says of the verdict: <c>agree</c>, <c>other-cause</c>, <c>not-a-problem</c>; null for a plain note.</summary>
    public string? Stance { get; set; }

    /// <summary>The slug that <c>other-cause</c> names.</summary>
    public string? Cause { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
