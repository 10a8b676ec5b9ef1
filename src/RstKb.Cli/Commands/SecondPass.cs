using RstKb.Cli.Input;
using RstKb.Cli.Output;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Commands;

/// <summary>The second half of <c>rstkb analyze</c>: judges the resets and keeps of each only what its form of output shows.</summary>
internal sealed class SecondPass(AnalyzeRequest request, CaptureInput input, CaptureAnalyst analyst, CaptureSurvey survey, ProgressBar? progress)
{
    public void PrintTable()
    {
        var rows = new List<ResetRow>();
        int all = 0;
        Each(
            reset => request.Wants(reset) ? ResetRow.Of(reset) : (ResetRow?)null,
            row =>
            {
                all++;
                if (row is { } wanted)
                {
                    rows.Add(wanted);
                }
            });
        AnalysisReport report = Report([]);
        using var output = Output();
        TablePrinter.Print(output, report, InOrder(rows), all);
    }

    public void PrintFlow(int flow)
    {
        AnalysisReport report = Report(Reports());
        using var output = Output();
        FlowPrinter.Print(output, report, flow);
    }

    public void PrintJson()
    {
        AnalysisReport report = Report(Reports());
        using var output = Output();
        JsonPrinter.Print(output, report);
    }

    public void PrintLines()
    {
        AnalysisReport report = Report([]);
        using var output = Output();
        using var lines = new JsonLines(output, report, survey);
        Each(reset => (reset.Flow, Json: request.Wants(reset) ? JsonLines.Of(WithTimeline(reset)) : null), line => lines.Add(line.Flow, line.Json));
        lines.Complete();
    }

    /// <summary>Rows are too large to be moved about; their numbers are not.</summary>
    private static ResetRow[] InOrder(List<ResetRow> rows)
    {
        var flows = new int[rows.Count];
        var places = new int[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            flows[i] = rows[i].Flow;
            places[i] = i;
        }

        Array.Sort(flows, places);
        return [.. places.Select(place => rows[place])];
    }

    private List<ResetReport> Reports()
    {
        var reports = new List<ResetReport>();
        Each(
            reset => request.Wants(reset) ? WithTimeline(reset) : null,
            report =>
            {
                if (report is not null)
                {
                    reports.Add(report);
                }
            });
        reports.Sort(static (a, b) => a.Flow.CompareTo(b.Flow));
        return reports;
    }

    private ResetReport WithTimeline(DiagnosedReset reset) =>
        request.Flow is null ? reset.Report() : reset.Report() with { Timeline = reset.Timeline() };

    private void Each<T>(Func<DiagnosedReset, T> make, Action<T> take)
    {
        Stream again = input.SecondPass();
        analyst.DiagnoseEach(again, survey, make, take, progress, CancellationToken.None);
    }

    private AnalysisReport Report(List<ResetReport> resets) => analyst.Summarise(survey, input.Identify()) with { Resets = resets };

    private StandardOutput Output()
    {
        progress?.Clear();
        return new StandardOutput(request.NoColor);
    }
}
