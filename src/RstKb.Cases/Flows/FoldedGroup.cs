using RstKb.Capture;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>One row of the overview: a group, or several that differ in nothing but the server.</summary>
/// <param name="Sum">The figures of all members.</param>
/// <param name="Members">What was put together.</param>
/// <param name="Prefix">Holds all servers; null where there is one server, and where nothing common is left.</param>
/// <param name="Except">Servers inside the prefix that have rows of their own.</param>
internal sealed record FoldedGroup(TalliedGroup Sum, IReadOnlyList<TalliedGroup> Members, string? Prefix, IReadOnlyList<TalliedGroup> Except)
{
    /// <summary>A row of one group.</summary>
    public static FoldedGroup Of(TalliedGroup group) => new(group, [group], null, []);

    /// <summary>A row of several groups.</summary>
    public static FoldedGroup Of(List<TalliedGroup> groups, string? prefix, IReadOnlyList<TalliedGroup> except)
    {
        TalliedGroup first = groups[0];
        var sum = new TalliedGroup(first.Number, first.Cause, first.SentBy, first.Harm, null, "", 0);
        foreach (TalliedGroup group in groups)
        {
            sum.Add(group);
        }

        return new FoldedGroup(sum, groups, prefix, except);
    }

    /// <summary>The row as the page shows it.</summary>
    public ResetGroup Draw(int[] sparkline, int clients) => new()
    {
        Cause = Sum.Cause,
        SentBy = Sum.SentBy,
        Harm = Sum.Harm,
        Server = Sum.ServerKey is null ? null : End(Sum),
        Servers = Members[0].ServerKey is null ? 0 : Members.Count,
        ServerPrefix = Prefix,
        ServerPort = Members[0].ServerKey is not null && Members.All(member => member.Port == Members[0].Port) ? Members[0].Port : null,
        ExceptServers = [.. Except.Select(End)],
        Flows = Sum.Flows,
        Connections = Members[0].ServerKey is null ? 0 : Sum.Connections,
        Harmful = Sum.Harmful,
        Likely = Sum.Likely,
        Possible = Sum.Possible,
        Confidence = Sum.Confidence,
        FirstResetAt = new CaptureTime(Sum.First),
        LastResetAt = new CaptureTime(Sum.Last),
        Clients = clients,
        ClientPrefix = EndpointKey.CommonPrefix(Sum.LowClient, Sum.HighClient),
        TypicalFlow = Sum.Typical,
        Sparkline = sparkline,
    };

    private static EndpointReport End(TalliedGroup group) => new(group.Server, group.Port);
}
