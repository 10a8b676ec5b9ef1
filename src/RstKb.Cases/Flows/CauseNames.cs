namespace RstKb.Cases.Flows;

/// <summary>What causes are called where they are shown: whoever filters by text types what they read, not a slug.</summary>
/// <param name="names">Gives slugs with their names; asked anew each time, since articles may change.</param>
public sealed class CauseNames(Func<IReadOnlyDictionary<string, string>> names)
{
    /// <summary>The filter with the causes whose name holds its text.</summary>
    public FlowFilter Complete(FlowFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Text?.Trim() is { Length: > 0 } text
            ? filter with { TextCauses = string.Join(',', names().Where(cause => cause.Value.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(cause => cause.Key).Order(StringComparer.Ordinal)) }
            : filter;
    }
}
