namespace RstKb.Cases.Flows;

/// <summary>Orders of flows in memory; the same as <see cref="FlowOrder"/> makes in SQL.</summary>
internal static class TalliedOrder
{
    /// <summary>A key, then the flow's number, both in the same direction.</summary>
    public static Comparer<TalliedFlow> Of(FlowSort sort)
    {
        Comparison<TalliedFlow> key = KeyOf(sort.Column);
        int direction = sort.Descending ? -1 : 1;
        return Comparer<TalliedFlow>.Create((left, right) => direction * (key(left, right) is var order and not 0 ? order : left.Flow.CompareTo(right.Flow)));
    }

    private static Comparison<TalliedFlow> KeyOf(FlowColumn column) => column switch
    {
        FlowColumn.Started => (left, right) => left.StartedAt.CompareTo(right.StartedAt),
        FlowColumn.Reset => (left, right) => left.ResetAt.CompareTo(right.ResetAt),
        FlowColumn.Duration => (left, right) => left.DurationSeconds.CompareTo(right.DurationSeconds),
        FlowColumn.Packets => (left, right) => left.Packets.CompareTo(right.Packets),
        FlowColumn.Silence => (left, right) => left.IdleSeconds.CompareTo(right.IdleSeconds),
        FlowColumn.Client => (left, right) => string.CompareOrdinal(left.ClientKey, right.ClientKey),
        FlowColumn.Server => (left, right) => string.CompareOrdinal(left.ServerKey, right.ServerKey),
        FlowColumn.Cause => (left, right) => string.CompareOrdinal(left.Cause ?? "", right.Cause ?? ""),
        FlowColumn.Confidence => (left, right) => left.Confidence.CompareTo(right.Confidence),
        FlowColumn.Harm => (left, right) => string.CompareOrdinal(left.Harm, right.Harm),
        FlowColumn.SentBy => (left, right) => string.CompareOrdinal(left.SentBy, right.SentBy),
        FlowColumn.Stage => (left, right) => string.CompareOrdinal(left.Stage, right.Stage),
        _ => static (_, _) => 0,
    };
}
