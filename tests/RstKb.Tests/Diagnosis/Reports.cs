using System.Collections.Concurrent;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis;

/// <summary>The analyzer's reports on capture files, each file analysed once.</summary>
internal static class Reports
{
    private static readonly ConcurrentDictionary<string, AnalysisReport> Known = new();

    public static AnalysisReport Of(string file) => Known.GetOrAdd(file, static f => Analyse(f, null));

    /// <summary>Analyses afresh and hands out the timelines as well.</summary>
    public static AnalysisReport Analyse(string file, Action<ResetReport, FlowTimeline>? onReset)
    {
        var analyst = new CaptureAnalyst(new CaptureLimits());
        using FileStream first = File.OpenRead(file);
        CaptureSurvey survey = analyst.Survey(first, null, CancellationToken.None);
        using FileStream second = File.OpenRead(file);
        return analyst.Diagnose(second, survey, new CaptureIdentity(Path.GetFileName(file), second.Length, ""), onReset, null, CancellationToken.None);
    }

    /// <summary>The entries about one flow, whichever end is taken for the client; several where a port pair was used again.</summary>
    public static IReadOnlyList<ResetReport> About(Truth truth) =>
    [
        .. Of(truth.File).Resets.Where(r =>
            IsEnd(r.Client, truth.Client, truth.ClientPort) && IsEnd(r.Server, truth.Server, truth.ServerPort)
            || IsEnd(r.Server, truth.Client, truth.ClientPort) && IsEnd(r.Client, truth.Server, truth.ServerPort)),
    ];

    private static bool IsEnd(EndpointReport end, string address, int port) => end.Address == address && end.Port == port;
}
