namespace RstKb.Cases.Entities;

/// <summary>One capture that somebody gave, with what was found in it.</summary>
public sealed class Case
{
    public const int NameLength = 200;
    public const int FailureTextLength = 1000;

    public int Id { get; set; }

    /// <summary>128 random bits; the only name of the case that leaves the database.</summary>
    public required string PublicId { get; set; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required CaseState State { get; set; }

    /// <summary>A stable short name of what went wrong; null unless <see cref="State"/> is <see cref="CaseState.Failed"/>.</summary>
    public string? FailureCode { get; set; }

    /// <summary>One sentence for people.</summary>
    public string? FailureText { get; set; }

    /// <summary>The file's name as it was given, without folders; never used as a path.</summary>
    public required string CaptureName { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256; empty while the capture arrives.</summary>
    public required string CaptureSha256 { get; set; }

    public long CaptureBytes { get; set; }

    /// <summary>False while it arrives and after it was deleted. The flows outlive it.</summary>
    public bool CaptureStored { get; set; }

    public long Packets { get; set; }

    public int Flows { get; set; }

    public int ResetFlows { get; set; }

    public int HarmfulFlows { get; set; }

    public int BenignFlows { get; set; }

    /// <summary>The cause of most harmful flows (of most flows where none did harm); null where there is none.</summary>
    public string? MainCause { get; set; }

    /// <summary>The level at which most flows of <see cref="MainCause"/> were judged.</summary>
    public string? MainLevel { get; set; }

    /// <summary>True for a case that an article's sample capture opened: it is found from the article and stands in no list.</summary>
    public bool IsSample { get; set; }

    /// <summary>The report with an empty list of resets, as JSON; null until the case is done.</summary>
    public string? ReportHeader { get; set; }
}
