using RstKb.Cases.Flows;
using RstKb.Cases.Packets;

namespace RstKb.Web.Components.Flow;

/// <summary>Two flows side by side.</summary>
/// <param name="Left">Null where its packets are not there any more.</param>
/// <param name="Right">Null where there is none, or where its packets are not there any more.</param>
public sealed record Comparison(ComparedFlow? Left, ComparedFlow? Right)
{
    /// <summary>Reads both.</summary>
    /// <param name="other">Null for a healthy one to the same server.</param>
    public static async Task<Comparison> OfAsync(FlowStore flows, StoredFlows stored, string caseId, int flow, int? other, CancellationToken cancellationToken)
    {
        var left = await FindAsync(flows, stored, caseId, flow, cancellationToken);
        other ??= left is null ? null : await stored.HealthyLikeAsync(caseId, flow, cancellationToken);
        return new Comparison(left, other is { } number ? await FindAsync(flows, stored, caseId, number, cancellationToken) : null);
    }

    private static async Task<ComparedFlow?> FindAsync(FlowStore flows, StoredFlows stored, string caseId, int flow, CancellationToken cancellationToken)
    {
        if (await flows.FindAsync(caseId, flow, cancellationToken) is { } reset)
        {
            return new ComparedFlow(reset.Timeline, reset.Report);
        }

        return await stored.FindAsync(caseId, flow, cancellationToken) is { Segments.Count: > 0 } timeline ? new ComparedFlow(timeline, null) : null;
    }
}
