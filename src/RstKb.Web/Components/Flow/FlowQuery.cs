using System.Globalization;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>What the flow page shows, as its address says it. Everything that can be chosen stands in the address.</summary>
public sealed record FlowQuery
{
    private const int MostTableRows = 1500;

    /// <summary>The packet that is chosen; null means the reset.</summary>
    public long? Packet { get; init; }

    /// <summary>True where sequence numbers are shown as on the wire.</summary>
    public bool Absolute { get; init; }

    /// <summary>What the time column shows.</summary>
    public FlowTime Time { get; init; }

    /// <summary>True where the packets are shown as a table instead of the ladder.</summary>
    public bool AsTable { get; init; }

    /// <summary>True where nothing is folded.</summary>
    public bool All { get; init; }

    /// <summary>Runs that are open.</summary>
    public IReadOnlyList<string> OpenRuns { get; init; } = [];

    /// <summary>True where the plot shows the bytes to the server.</summary>
    public bool? ToServer { get; init; }

    /// <summary>The filter of the case's table that led here; the neighbours are those that it lets through.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filter { get; init; } = [];

    /// <summary>Reads the parameters of an address; what makes no sense counts as absent.</summary>
    public static FlowQuery Of(string? p, string? seq, string? all, string? x, string? dir, string? t = null, string? view = null) => new()
    {
        Packet = long.TryParse(p, out var packet) && packet > 0 ? packet : null,
        Absolute = seq == "abs",
        Time = FlowTimes.Of(t),
        AsTable = view == "table",
        All = all == "1",
        OpenRuns = x is null ? [] : x.Split(',', StringSplitOptions.RemoveEmptyEntries).Take(100).ToList(),
        ToServer = dir switch { "toServer" => true, "toClient" => false, _ => null },
    };

    /// <summary>What the ladder's rows are made of in this view; a table folds nothing, and more of its rows fit on a page.</summary>
    /// <param name="breaksOff">True where the capture is cut short.</param>
    public LadderOptions Rows(bool breaksOff) => new()
    {
        ShowAll = All || AsTable,
        MostRows = AsTable ? MostTableRows : LadderPart.MostRows,
        OpenRuns = OpenRuns.ToHashSet(),
        Around = Packet,
        BreaksOff = breaksOff,
    };

    /// <summary>The same view with one run opened or folded.</summary>
    public FlowQuery Toggle(string run) => this with { OpenRuns = OpenRuns.Contains(run) ? OpenRuns.Where(open => open != run).ToList() : [.. OpenRuns, run] };

    /// <summary>The address of this view.</summary>
    public string At(string path) => Urls.WithQuery(path, [.. Pairs]);

    /// <summary>The parameters of this view; those without a value are absent.</summary>
    public IReadOnlyList<(string Name, string? Value)> Pairs =>
    [
        .. Filter, ("p", Packet?.ToString(CultureInfo.InvariantCulture)), ("seq", Absolute ? "abs" : null), ("t", Time.Word()), ("view", AsTable ? "table" : null), ("all", All ? "1" : null),
        ("x", OpenRuns.Count == 0 ? null : string.Join(',', OpenRuns)), ("dir", ToServer switch { true => "toServer", false => "toClient", _ => null }),
    ];

    /// <summary>The address of a packet in this view.</summary>
    public string AtPacket(string path, long packet) =>
        Urls.Anchor((this with { Packet = packet }).At(path), "p" + packet.ToString(CultureInfo.InvariantCulture));
}
