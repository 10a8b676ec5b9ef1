using System.Globalization;
using RstKb.Capture;
using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>What a case's page shows, as its address says it: filter, grouping, order, first row. What cannot be read counts as absent.</summary>
public sealed record CaseQuery
{
    /// <summary>Rows on one page of the plain table.</summary>
    public const int PageSize = 50;

    public string? Cause { get; init; }

    public string? SentBy { get; init; }

    public string? Harm { get; init; }

    public string? Level { get; init; }

    public string? Stage { get; init; }

    public string? Client { get; init; }

    public string? Server { get; init; }

    /// <summary>Servers that are left out, separated by commas.</summary>
    public string? NotServer { get; init; }

    public string? Host { get; init; }

    public int? Port { get; init; }

    public CaptureTime? From { get; init; }

    public CaptureTime? To { get; init; }

    public string? Text { get; init; }

    public FlowGrouping Grouping { get; init; }

    public FlowSort Sort { get; init; } = FlowSort.Default;

    /// <summary>Rows before the one that was chosen last.</summary>
    public int Row { get; init; }

    /// <summary>Rows before the first one of the plain table's page that holds <see cref="Row"/>.</summary>
    public int FirstRow => Row - (Row % PageSize);

    public bool HideBenign { get; init; }

    /// <summary>True where anything but order and place is set.</summary>
    public bool IsFiltered => Filter != FlowFilter.All;

    /// <summary>The filter of the flow table.</summary>
    public FlowFilter Filter => new()
    {
        Cause = Cause, SentBy = SentBy, Harm = Harm, Level = Level, Stage = Stage, Client = Client, Server = Server, NotServer = NotServer, Host = Host, Port = Port,
        From = From, To = To, Text = Text, HideBenign = HideBenign,
    };

    /// <summary>The part of the filter that the groups follow: the span of time and whether the harmless are shown.</summary>
    public FlowFilter GroupFilter => new() { From = From, To = To, HideBenign = HideBenign };

    /// <summary>Reads the query part of an address, with or without its question mark.</summary>
    public static CaseQuery Parse(string query)
    {
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Value(string name) => values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
        return new CaseQuery
        {
            Cause = Value("cause"), SentBy = Value("sentBy"), Harm = Value("harm"), Level = Value("level"), Stage = Value("stage"), Client = Value("client"),
            Server = Value("server"), NotServer = Value("notServer"), Host = Value("host"), Text = Value("q"),
            Port = int.TryParse(Value("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null,
            From = CaptureTimeText.TryParse(Utc(Value("from")), out var from) ? from : null,
            To = CaptureTimeText.TryParse(Utc(Value("to")), out var to) ? to : null,
            Grouping = Value("group") switch { "cause" => FlowGrouping.Cause, "ends" => FlowGrouping.Ends, _ => FlowGrouping.CauseAndEnds },
            Sort = FlowSort.Parse(Value("sort")),
            Row = int.TryParse(Value("row"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0,
            HideBenign = Value("benign") == "0",
        };
    }

    // A browser's own field for a moment leaves out the zone, and seconds that are zero.
    private static string? Utc(string? text) => text switch
    {
        null or [.., 'Z'] => text,
        { Length: 16 } => text + ":00Z",
        _ => text + "Z",
    };

    /// <summary>The pairs of the address in their fixed order, so that equal views have equal addresses.</summary>
    public IReadOnlyList<(string Name, string? Value)> Pairs() =>
    [
        ("cause", Cause), ("sentBy", SentBy), ("harm", Harm), ("level", Level), ("stage", Stage), ("client", Client), ("server", Server), ("notServer", NotServer), ("host", Host),
        ("port", Port?.ToString(CultureInfo.InvariantCulture)), ("from", From?.ToString()), ("to", To?.ToString()), ("q", Text),
        ("group", Grouping switch { FlowGrouping.Cause => "cause", FlowGrouping.Ends => "ends", _ => null }),
        ("sort", Sort == FlowSort.Default ? null : Sort.ToString()), ("row", Row > 0 ? Row.ToString(CultureInfo.InvariantCulture) : null), ("benign", HideBenign ? "0" : null),
    ];

    /// <summary>The pairs that a flow page needs to know its neighbours.</summary>
    public IReadOnlyList<(string Name, string? Value)> FilterPairs() =>
        (this with { Row = 0, Grouping = FlowGrouping.CauseAndEnds }).Pairs().Where(pair => pair.Value is not null).ToList();

    /// <summary>The address of this view.</summary>
    public string At(string path) => Urls.WithQuery(path, [.. Pairs()]);

    /// <summary>What of the address the flow table depends on: filter, order and chosen row.</summary>
    public string TableView => (this with { Grouping = FlowGrouping.CauseAndEnds }).At("");

    /// <summary>The address of this view at its flow table.</summary>
    public string AtFlows(string path) => Urls.Anchor(At(path), "flows");

    /// <summary>The address of a flow out of this view.</summary>
    public string Flow(string root, int flow) => Urls.WithQuery(Urls.Flow(root, flow), [.. FilterPairs()]);

    /// <summary>What is set, as field, value and the view without it.</summary>
    public IEnumerable<(string Field, string Value, CaseQuery Without)> Tokens(Func<string?, string> causeTitle)
    {
        if (Cause is not null)
        {
            yield return ("cause is", Cause == FlowFilter.NoCause ? "not determined" : causeTitle(Cause), this with { Cause = null, Row = 0 });
        }

        foreach (var (field, value, without) in new (string, string?, CaseQuery)[]
        {
            ("sent by", SentBy is null ? null : Controls.Words.Sender(SentBy), this with { SentBy = null, Row = 0 }),
            ("effect is", Harm is null ? null : Controls.Words.Harm(Harm), this with { Harm = null, Row = 0 }),
            ("level is", Level is null ? null : Controls.Words.Level(Level), this with { Level = null, Row = 0 }),
            ("stage is", Stage is null ? null : Controls.Words.StageLabel(Stage), this with { Stage = null, Row = 0 }),
            ("client is", Client, this with { Client = null, Row = 0 }),
            ("server is", Server, this with { Server = null, Row = 0 }),
            ("server is not", NotServer?.Replace(",", ", ", StringComparison.Ordinal), this with { NotServer = null, Row = 0 }),
            ("host is", Host, this with { Host = null, Row = 0 }),
            ("port is", Port?.ToString(CultureInfo.InvariantCulture), this with { Port = null, Row = 0 }),
            ("from", From is null ? null : Controls.Figures.TimeOfDay(From.ToString()), this with { From = null, Row = 0 }),
            ("before", To is null ? null : Controls.Figures.TimeOfDay(To.ToString()), this with { To = null, Row = 0 }),
            ("holds", Text, this with { Text = null, Row = 0 }),
            ("without", HideBenign ? "benign" : null, this with { HideBenign = false, Row = 0 }),
        })
        {
            if (value is not null)
            {
                yield return (field, value, without);
            }
        }
    }
}
