namespace RstKb.Web.Components.Ladder;

/// <summary>How many packets keep a row of their own before plain ones are folded.</summary>
/// <param name="Head">At the head of a flow.</param>
/// <param name="BeforeReset">Before the reset.</param>
/// <param name="AfterReset">After it.</param>
public sealed record LadderReach(int Head, int BeforeReset, int AfterReset)
{
    /// <summary>For the flow's own page.</summary>
    public static LadderReach Page { get; } = new(LadderFolding.Head, LadderFolding.BeforeReset, LadderFolding.AfterReset);

    /// <summary>For a picture in an article: what tells the story.</summary>
    public static LadderReach Illustration { get; } = new(6, 6, 12);
}
