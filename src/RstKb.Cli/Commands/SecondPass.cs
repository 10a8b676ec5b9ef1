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
        var rows = new ResetRows(survey);
        int all = 0;
        Each(
            reset => (reset.Flow, Outcome: request.Wants(reset) ? ResetOutcome.Of(reset) : (ResetOutcome?)null, EndsLength: RowText.EndsLength(reset.Ends)),
            judged =>
            {
                all++;
                if (judged.Outcome is { } wanted)
                {
                    rows.Add(judged.Flow, wanted, judged.EndsLength);
                }
            });
        AnalysisReport report = Report([]);
        using var output = Output();
        TablePrinter.Print(output, report, rows, all);
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
