namespace RstKb.Web.Components.Ladder;

/// <summary>What the person chose to see.</summary>
public sealed record LadderOptions
{
    /// <summary>True where nothing is folded.</summary>
    public bool ShowAll { get; init; }

    /// <summary>The packet around which the rows stand where not all fit, and whose run is open; null for the reset.</summary>
    public long? Around { get; init; }

    /// <summary>True where the capture is cut short, so that a connection may have gone on.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>How many packets are shown before plain ones are folded.</summary>
    public LadderReach Reach { get; init; } = LadderReach.Page;

    /// <summary>Rows of the ladder at most.</summary>
    public int MostRows { get; init; } = LadderPart.MostRows;

    /// <summary>Keys of the runs that are open, as <see cref="RunRow.Key"/> names them.</summary>
    public IReadOnlySet<string> OpenRuns { get; init; } = new HashSet<string>();
}
