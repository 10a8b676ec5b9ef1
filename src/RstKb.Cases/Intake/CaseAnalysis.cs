using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RstKb.Capture;
using RstKb.Cases.Entities;
using RstKb.Cases.Flows;
using RstKb.Cases.Packets;
using RstKb.Cases.Storage;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Intake;

/// <summary>The second pass over a stored capture, saved flow by flow as it goes. Until all is saved no page shows a flow; when it fails none remains.</summary>
public sealed partial class CaseAnalysis(
    IDbContextFactory<CaseDatabase> databases, CaptureVault vault, CaptureAnalyst analyst, IEnumerable<IFirstView> views, StoredFlows stored, TimeProvider clock, ILogger<CaseAnalysis> log)
{
    private const int FoundStride = 100;
    private static readonly TimeSpan FoundEvery = TimeSpan.FromSeconds(2);
    private const int MostFound = 5;

    internal async Task RunAsync(AnalysisJob job, CancellationToken stopping)
    {
        using OpenAnalysis open = job.Open;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, open.Stopped);
        try
        {
            AnalysisReport report = await Task.Factory.StartNew(
                () => Analyse(job, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            foreach (IFirstView view in views)
            {
                await view.PrepareAsync(open.CaseId, stopping);
            }

            job.Progress.Done(report.Flows.Total, report.Flows.WithReset, report.Capture.Packets, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Deleted: who deletes also removes the rows. Shutting down: the next start makes a new attempt.
            job.Progress.Fail("stopping", "The server is shutting down; the capture is read again when it is back.", clock.GetUtcNow());
        }
        catch (Exception fault)
        {
            Failed(log, fault, open.CaseId);
            await FailAsync(job, fault);
        }
    }

    private AnalysisReport Analyse(AnalysisJob job, CancellationToken cancellationToken)
    {
        CaptureSurvey survey;
        if (job.Survey is { } made)
        {
            survey = made;
        }
        else
        {
            using Stream first = vault.Open(job.Identity.Sha256);
            survey = analyst.Survey(first, job.Progress, cancellationToken);
        }

        using CaseDatabase database = databases.CreateDbContext();
        int caseId = database.Cases.Where(row => row.PublicId == job.Open.CaseId).Select(row => row.Id).Single();
        using var writer = new FlowWriter(database, caseId, survey.ConnectionsToServers());
        using Stream capture = vault.Open(job.Identity.Sha256);
        int added = 0;
        long told = clock.GetTimestamp();
        analyst.DiagnoseEach(capture, survey, reset => writer.Pack(reset.Report(), reset.Timeline()), Add, job.Progress, cancellationToken);
        AnalysisReport report = analyst.Summarise(survey, job.Identity);
        cancellationToken.ThrowIfCancellationRequested();
        writer.Finish(report);
        stored.Keep(job.Identity.Sha256, survey);
        return report;

        void Add(FlowWriter.PackedFlow packed)
        {
            writer.Add(packed);
            if (++added % FoundStride == 0 || clock.GetElapsedTime(told) > FoundEvery)
            {
                told = clock.GetTimestamp();
                job.Progress.Found(writer.MostFrequent(MostFound));
            }
        }
    }

    private async Task FailAsync(AnalysisJob job, Exception fault)
    {
        string code = fault is CaptureFormatException ? "not-a-capture" : "analysis-failed";
        string text = fault is CaptureFormatException
            ? fault.Message
            : "The analysis ended with a fault of RstKb's own. The capture is kept; the server's log says more.";
        try
        {
            await using CaseDatabase database = await databases.CreateDbContextAsync(CancellationToken.None);
            int caseId = await database.Cases.Where(row => row.PublicId == job.Open.CaseId).Select(row => row.Id).SingleOrDefaultAsync(CancellationToken.None);
            FlowWriter.Clear(database, caseId);
            string bounded = text[..Math.Min(text.Length, Case.FailureTextLength)];
            await database.Cases.Where(row => row.Id == caseId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, CaseState.Failed).SetProperty(row => row.FailureCode, code).SetProperty(row => row.FailureText, bounded),
                CancellationToken.None);
        }
        catch (Exception second)
        {
            // The disk may be full. The case stays "analysing" and is taken up at the next start; the worker must live on.
            Failed(log, second, job.Open.CaseId);
        }

        job.Progress.Fail(code, text, clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The analysis of case {CaseId} failed.")]
    private static partial void Failed(ILogger logger, Exception fault, string caseId);
}
