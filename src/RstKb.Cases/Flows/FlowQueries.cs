using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Flows;

/// <summary>A filter as SQL.</summary>
internal static class FlowQueries
{
    private const int MaxText = 100;

    /// <summary>The reset flows of one finished case.</summary>
    public static IQueryable<ResetFlow> FlowsOf(this CaseDatabase database, string caseId) =>
        database.ResetFlows.AsNoTracking().Where(row => row.CaseId == database.Cases
            .Where(owner => owner.PublicId == caseId && owner.State == CaseState.Done).Select(owner => owner.Id).FirstOrDefault());

    /// <summary>Their documents.</summary>
    public static IQueryable<FlowDocument> DocumentsOf(this CaseDatabase database, string caseId) =>
        database.FlowDocuments.AsNoTracking().Where(row => row.CaseId == database.Cases
            .Where(owner => owner.PublicId == caseId && owner.State == CaseState.Done).Select(owner => owner.Id).FirstOrDefault());

    /// <summary>Those that the filter lets through.</summary>
    public static IQueryable<ResetFlow> Matching(this IQueryable<ResetFlow> flows, FlowFilter filter)
    {
        if (Value(filter.Cause) is { } cause)
        {
            flows = cause == FlowFilter.NoCause ? flows.Where(row => row.Cause == null) : flows.Where(row => row.Cause == cause);
        }

        if (Value(filter.SentBy) is { } sentBy)
        {
            flows = flows.Where(row => row.SentBy == sentBy);
        }

        if (Value(filter.Harm) is { } harm)
        {
            flows = flows.Where(row => row.Harm == harm);
        }

        if (filter.HideBenign)
        {
            flows = flows.Where(row => row.Harm != "benign");
        }

        if (Value(filter.Level) is { } level)
        {
            flows = flows.Where(row => row.Level == level);
        }

        if (Value(filter.Stage) is { } stage)
        {
            flows = flows.Where(row => row.Stage == stage);
        }

        if (filter.Port is { } port)
        {
            flows = flows.Where(row => row.ClientPort == port || row.ServerPort == port);
        }

        if (filter.From is { Nanoseconds: var from })
        {
            flows = flows.Where(row => row.ResetAt >= from);
        }

        if (filter.To is { Nanoseconds: var to })
        {
            flows = flows.Where(row => row.ResetAt < to);
        }

        flows = AtEnds(flows, filter);
        if (Value(filter.Text) is { } text)
        {
            string pattern = LikePattern.Containing(text);
            IReadOnlyList<string> named = filter.NamedCauses;
            flows = flows.Where(row =>
                EF.Functions.Like(row.ClientAddress + ":" + row.ClientPort, pattern, LikePattern.Escape)
                || EF.Functions.Like(row.ServerAddress + ":" + row.ServerPort, pattern, LikePattern.Escape)
                || EF.Functions.Like(row.Cause ?? FlowFilter.NoCause, pattern, LikePattern.Escape)
                || named.Contains(row.Cause ?? FlowFilter.NoCause));
        }

        return flows;
    }

    private static IQueryable<ResetFlow> AtEnds(IQueryable<ResetFlow> flows, FlowFilter filter)
    {
        if (Value(filter.Client) is { } client)
        {
            flows = EndpointKey.TryRange(client, out string first, out string last)
                ? flows.Where(row => string.Compare(row.ClientKey, first) >= 0 && string.Compare(row.ClientKey, last) <= 0)
                : flows.Where(row => false);
        }

        if (Value(filter.Server) is { } server)
        {
            flows = EndpointKey.TryRange(server, out string first, out string last)
                ? flows.Where(row => string.Compare(row.ServerKey, first) >= 0 && string.Compare(row.ServerKey, last) <= 0)
                : flows.Where(row => false);
        }

        foreach (string other in filter.NotServer?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(FlowFilter.MaxNotServers) ?? [])
        {
            if (other.Length <= MaxText && EndpointKey.TryRange(other, out string first, out string last))
            {
                flows = flows.Where(row => string.Compare(row.ServerKey, first) < 0 || string.Compare(row.ServerKey, last) > 0);
            }
        }

        if (Value(filter.Host) is { } host)
        {
            flows = EndpointKey.TryRange(host, out string first, out string last)
                ? flows.Where(row =>
                    (string.Compare(row.ClientKey, first) >= 0 && string.Compare(row.ClientKey, last) <= 0)
                    || (string.Compare(row.ServerKey, first) >= 0 && string.Compare(row.ServerKey, last) <= 0))
                : flows.Where(row => false);
        }

        return flows;
    }

    private static string? Value(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > MaxText ? text[..MaxText] : text.Trim();
}
