using System.Globalization;

namespace RstKb.Cases.Flows;

/// <summary>A filter for flows in memory; it lets the same ones through as its SQL.</summary>
internal sealed class FlowPredicate
{
    private const int MaxText = 100;
    private const int LongestEnd = 64;

    private readonly FlowFilter _filter;
    private readonly string? _cause;
    private readonly string? _text;
    private readonly IReadOnlyList<string> _named;
    private readonly (string First, string Last)? _client;
    private readonly (string First, string Last)? _server;
    private readonly (string First, string Last)? _host;
    private readonly (string First, string Last)[] _notServers;

    // Sorts before and after nothing, so no key lies inside.
    private static readonly (string First, string Last) Nothing = ("z", "");

    public FlowPredicate(FlowFilter filter)
    {
        _filter = filter with { SentBy = Value(filter.SentBy), Harm = Value(filter.Harm), Level = Value(filter.Level), Stage = Value(filter.Stage) };
        _cause = Value(filter.Cause);
        _text = Value(filter.Text);
        _named = filter.NamedCauses;
        _client = Range(Value(filter.Client));
        _server = Range(Value(filter.Server));
        _host = Range(Value(filter.Host));
        _notServers =
        [
            .. (filter.NotServer?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []).Take(FlowFilter.MaxNotServers)
                .Where(text => text.Length <= MaxText).Select(text => Range(text)!.Value),
        ];
    }

    public bool Passes(TalliedFlow flow) =>
        (_cause is null || _cause == (flow.Cause ?? FlowFilter.NoCause))
        && (_filter.SentBy is null || _filter.SentBy == flow.SentBy)
        && (_filter.Harm is null || _filter.Harm == flow.Harm)
        && (!_filter.HideBenign || flow.Harm != "benign")
        && (_filter.Level is null || _filter.Level == flow.Level)
        && (_filter.Stage is null || _filter.Stage == flow.Stage)
        && (_filter.Port is not { } port || flow.ClientPort == port || flow.ServerPort == port)
        && (_filter.From is not { } from || flow.ResetAt >= from.Nanoseconds)
        && (_filter.To is not { } to || flow.ResetAt < to.Nanoseconds)
        && (_client is not { } client || Lies(flow.ClientKey, client))
        && (_server is not { } server || Lies(flow.ServerKey, server))
        && (_host is not { } host || Lies(flow.ClientKey, host) || Lies(flow.ServerKey, host))
        && !Array.Exists(_notServers, other => Lies(flow.ServerKey, other))
        && (_text is null || Holds(flow, _text));

    private bool Holds(TalliedFlow flow, string text) =>
        Holds(flow.ClientAddress, flow.ClientPort, text) || Holds(flow.ServerAddress, flow.ServerPort, text)
        || (flow.Cause ?? FlowFilter.NoCause).Contains(text, StringComparison.OrdinalIgnoreCase) || _named.Contains(flow.Cause ?? FlowFilter.NoCause);

    // Address, colon and port as one text, without making a string of each of a hundred thousand.
    private static bool Holds(string address, int port, string text)
    {
        Span<char> whole = stackalloc char[LongestEnd];
        return whole.TryWrite(CultureInfo.InvariantCulture, $"{address}:{port}", out int length)
            && MemoryExtensions.Contains(whole[..length], text, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Lies(string key, (string First, string Last) range) =>
        string.CompareOrdinal(key, range.First) >= 0 && string.CompareOrdinal(key, range.Last) <= 0;

    private static (string First, string Last)? Range(string? text) =>
        text is null ? null : EndpointKey.TryRange(text, out string first, out string last) ? (first, last) : Nothing;

    private static string? Value(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > MaxText ? text[..MaxText] : text.Trim();
}
