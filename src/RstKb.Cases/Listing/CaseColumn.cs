namespace RstKb.Cases.Listing;

/// <summary>What the list of cases can be ordered by.</summary>
public enum CaseColumn
{
    /// <summary>When the case was made.</summary>
    Opened,

    /// <summary>The name, in either case of its letters.</summary>
    Name,

    /// <summary>Flows that were reset.</summary>
    Resets,
}
