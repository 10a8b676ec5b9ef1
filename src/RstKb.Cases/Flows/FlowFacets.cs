namespace RstKb.Cases.Flows;

/// <summary>What else the flow table could be narrowed to, with the number of flows that each choice would give.</summary>
public sealed class FlowFacets
{
    internal FlowFacets(FlowFilter filter, IEnumerable<KeyValuePair<FlowCell, int>> cells)
    {
        List<KeyValuePair<FlowCell, int>> all = [.. cells];
        Causes = Count(filter with { Cause = null }, cell => cell.Cause ?? FlowFilter.NoCause);
        Senders = Count(filter with { SentBy = null }, cell => cell.SentBy);
        Harms = Count(filter with { Harm = null }, cell => cell.Harm);
        Levels = Count(filter with { Level = null }, cell => cell.Level);
        Stages = Count(filter with { Stage = null }, cell => cell.Stage);

        IReadOnlyList<Facet> Count(FlowFilter others, Func<FlowCell, string> value) =>
        [
            .. all.Where(cell => Passes(others, cell.Key)).GroupBy(cell => value(cell.Key))
                .Select(group => new Facet(group.Key, group.Sum(cell => cell.Value), group.Where(cell => cell.Key.Harm == "harmful").Sum(cell => cell.Value)))
                .OrderByDescending(facet => facet.Flows).ThenBy(facet => facet.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The cause's slug, or <see cref="FlowFilter.NoCause"/>; the most frequent first, as in all lists here.</summary>
    public IReadOnlyList<Facet> Causes { get; }

    public IReadOnlyList<Facet> Senders { get; }

    public IReadOnlyList<Facet> Harms { get; }

    public IReadOnlyList<Facet> Levels { get; }

    public IReadOnlyList<Facet> Stages { get; }

    private static bool Passes(FlowFilter filter, FlowCell cell) =>
        (filter.Cause is null || filter.Cause == (cell.Cause ?? FlowFilter.NoCause)) && (filter.SentBy is null || filter.SentBy == cell.SentBy)
        && (filter.Harm is null || filter.Harm == cell.Harm) && (filter.Level is null || filter.Level == cell.Level) && (filter.Stage is null || filter.Stage == cell.Stage);
}
