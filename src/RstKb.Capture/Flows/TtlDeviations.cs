namespace RstKb.Capture.Flows;

/// <summary>
/// Counts the segments whose TTL is not the one that their direction began with. They are few, so they are kept apart from the flows'
/// records: one count for each address and TTL, bounded.
/// </summary>
internal sealed class TtlDeviations
{
    /// <summary>Pairs of address and TTL that are kept; later ones are left out of the hosts' habits.</summary>
    private const int Most = 100_000;

    private readonly Dictionary<ulong, long> counts = new(new SeededComparer());

    /// <summary>For each <see cref="HostHabits.Entry"/> the segments to add to what the flows' first TTLs say; negative for a TTL that was counted too often.</summary>
    public IReadOnlyDictionary<ulong, long> Counts => counts;

    public void Note(uint address, bool isIPv6, byte first, byte seen)
    {
        ulong shown = HostHabits.Entry(address, isIPv6, seen);
        ulong expected = HostHabits.Entry(address, isIPv6, first);
        if (counts.Count < Most || counts.ContainsKey(shown) && counts.ContainsKey(expected))
        {
            counts[shown] = counts.GetValueOrDefault(shown) + 1;
            counts[expected] = counts.GetValueOrDefault(expected) - 1;
        }
    }
}
