using System.Runtime.InteropServices;

namespace RstKb.Cases.Flows;

/// <summary>Counts the values of one column.</summary>
internal sealed class FacetTally
{
    private readonly Dictionary<string, (int Flows, int Harmful)> _counts = [];

    public void Add(string value, bool harmful)
    {
        ref (int Flows, int Harmful) count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _);
        count.Flows++;
        count.Harmful += harmful ? 1 : 0;
    }

    /// <summary>The most frequent values, the most frequent first.</summary>
    public IReadOnlyList<Facet> Most(int limit) =>
        [.. _counts.OrderByDescending(count => count.Value.Flows).ThenBy(count => count.Key, StringComparer.Ordinal).Take(limit)
            .Select(count => new Facet(count.Key, count.Value.Flows, count.Value.Harmful))];
}
