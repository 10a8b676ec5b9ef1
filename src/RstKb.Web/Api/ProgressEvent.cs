using RstKb.Cases;
using RstKb.Cases.Intake;

namespace RstKb.Web.Api;

/// <summary>One event of a progress stream.</summary>
/// <param name="Bytes">Bytes of the file that were surveyed.</param>
/// <param name="Packets">Packets read.</param>
/// <param name="Flows">TCP flows found.</param>
/// <param name="Resets">Flows with a RST found.</param>
/// <param name="State"><c>receiving</c>, <c>analysing</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Arrived">Bytes that have arrived.</param>
/// <param name="Total">Bytes that will come; null where the sender did not say.</param>
/// <param name="Examined">Flows with a reset that the second pass has judged.</param>
/// <param name="Case">The case's public name.</param>
/// <param name="Url">Its page.</param>
/// <param name="Code">A stable short name of what went wrong; null unless failed.</param>
/// <param name="Error">One sentence; null unless failed.</param>
/// <param name="Found">The most frequent causes of the flows judged so far, five at most; a first look that may change.</param>
public sealed record ProgressEvent(
    long Bytes, long Packets, int Flows, int Resets, string State, long Arrived, long? Total, int Examined, string Case, string Url, string? Code, string? Error,
    IReadOnlyList<FoundCause> Found)
{
    internal static ProgressEvent Of(ProgressSnapshot now, string url) => new(
        now.Bytes, now.Packets, now.Flows, now.Resets, Word(now.State), now.Arrived, now.Total, now.Examined, now.CaseId, url, now.ErrorCode, now.Error,
        [.. now.Found.Select(facet => new FoundCause(facet.Value, facet.Flows, facet.Harmful))]);

    internal static ProgressEvent Of(CaseSummary ended, string url) => new(
        ended.CaptureBytes, ended.Packets, ended.Flows, ended.ResetFlows, Word(ended.State), ended.CaptureBytes, ended.CaptureBytes,
        ended.ResetFlows, ended.Id, url, ended.FailureCode, ended.FailureText, []);

    private static string Word(CaseState state) => state.ToString().ToLowerInvariant();
}
