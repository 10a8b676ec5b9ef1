namespace RstKb.Cases.Flows;

/// <summary>
/// Makes one row of the many servers at which the same thing happened a few times each, as long as the row can be asked for with one filter: a prefix
/// and the servers that have rows of their own. IPv4 and IPv6 stay apart, since no prefix holds both.
/// </summary>
internal static class GroupFolding
{
    /// <summary>Servers of one cause that may stand side by side without being folded.</summary>
    private const int MostUnfolded = 3;

    /// <summary>Servers of one cause that keep a row of their own beside the folded ones.</summary>
    private const int MostOwnRows = 4;

    /// <summary>The same where flows are grouped by their ends alone, and each row is a server anyway.</summary>
    private const int MostOwnEnds = 24;

    /// <summary>The share of its cause that a server needs for a row of its own.</summary>
    private const double OwnShare = .1;

    private const string MappedIPv4 = "00000000000000000000ffff";

    /// <summary>The rows, in no order.</summary>
    public static List<FoldedGroup> Fold(IEnumerable<TalliedGroup> groups, FlowGrouping grouping)
    {
        (int mostOwn, double ownShare) = grouping == FlowGrouping.Ends ? (MostOwnEnds, 0) : (MostOwnRows, OwnShare);
        var rows = new List<FoldedGroup>();
        foreach (IGrouping<(string?, string, string), TalliedGroup> cause in groups.GroupBy(group => (group.Cause, group.SentBy, group.Harm)))
        {
            if (grouping == FlowGrouping.CauseAndEnds && cause.Key.Item1 is null)
            {
                // What cannot be told is one matter, wherever it happened.
                List<TalliedGroup> all = [.. cause];
                rows.Add(all.Count == 1 ? FoldedGroup.Of(all[0]) : FoldedGroup.Of(all, Prefix(all), []));
                continue;
            }

            List<TalliedGroup> servers = [.. cause.OrderByDescending(group => group.Flows).ThenBy(group => group.Number)];
            double least = Math.Max(2, ownShare * servers.Sum(group => group.Flows));
            List<TalliedGroup> own = servers.Count <= MostUnfolded ? servers : [.. servers.Take(mostOwn).Where(group => group.Flows >= least)];
            rows.AddRange(own.Select(FoldedGroup.Of));
            FoldRest([.. servers.Skip(own.Count)], own, rows);
        }

        return rows;
    }

    private static void FoldRest(List<TalliedGroup> rest, List<TalliedGroup> own, List<FoldedGroup> rows)
    {
        List<List<TalliedGroup>> families = [.. rest.GroupBy(IsIPv4).Select(family => family.ToList())];
        if (families.Count > 1 && families.Any(family => Prefix(family) is null))
        {
            families = [rest];
        }

        foreach (List<TalliedGroup> family in families)
        {
            if (family.Count == 1)
            {
                rows.Add(FoldedGroup.Of(family[0]));
                continue;
            }

            string? prefix = Prefix(family);
            rows.Add(FoldedGroup.Of(family, prefix, [.. own.Where(group => prefix is null || Within(group, prefix))]));
        }
    }

    private static bool IsIPv4(TalliedGroup group) => group.ServerKey!.StartsWith(MappedIPv4, StringComparison.Ordinal);

    private static string? Prefix(List<TalliedGroup> family)
    {
        List<string> keys = [.. family.Select(group => group.ServerKey!).Order(StringComparer.Ordinal)];
        return EndpointKey.CommonPrefix(keys[0], keys[^1]);
    }

    private static bool Within(TalliedGroup group, string prefix) =>
        EndpointKey.TryRange(prefix, out string first, out string last)
        && string.CompareOrdinal(group.ServerKey, first) >= 0 && string.CompareOrdinal(group.ServerKey, last) <= 0;
}
