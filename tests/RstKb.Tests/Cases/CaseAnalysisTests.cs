using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Tests.House;

namespace RstKb.Tests.Cases;

public sealed class CaseAnalysisTests
{
    [Fact]
    public async Task FailedAnalysis_LeavesASentenceAndNoFlows()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        AcceptedCapture accepted = await Receive(folder);
        string stored = Assert.Single(folder.Captures());
        await File.WriteAllTextAsync(stored, "Something overwrote the capture.");
        using var stop = new CancellationTokenSource();

        Task work = folder.Get<AnalysisQueue>().RunAsync(stop.Token);
        CaseProgress progress = folder.Get<ProgressBoard>().OfCase(accepted.CaseId)!;
        await progress.Ended;

        CaseDetails? found = await folder.Get<CaseStore>().FindAsync(accepted.CaseId);
        Assert.Equal((CaseState.Failed, "not-a-capture"), (found!.State, found.FailureCode));
        Assert.Equal((CaseState.Failed, found.FailureText), (progress.Now.State, progress.Now.Error));
        Assert.Equal(0, (await folder.Get<FlowStore>().QueryAsync(accepted.CaseId, FlowFilter.All, FlowSort.Default, 0, 10)).Total);
        Assert.True(await folder.Get<CaseStore>().DeleteAsync(accepted.CaseId));
        await stop.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await CaptureIntakeTests.AssertEmpty(folder);
    }

    [Fact]
    public async Task DeletedWhileItWaits_GoesAtOnce()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        AcceptedCapture accepted = await Receive(folder);
        CaseProgress progress = folder.Get<ProgressBoard>().OfCase(accepted.CaseId)!;

        Assert.True(await folder.Get<CaseStore>().DeleteAsync(accepted.CaseId));

        Assert.Equal((CaseState.Failed, "deleted"), (progress.Now.State, progress.Now.ErrorCode));
        await CaptureIntakeTests.AssertEmpty(folder);
    }

    [Fact]
    public async Task Progress_EndsWithTheFiguresOfTheReport()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        AcceptedCapture accepted = await Receive(folder);
        CaseProgress progress = folder.Get<ProgressBoard>().OfCase(accepted.CaseId)!;

        await progress.Ended;

        ProgressSnapshot now = progress.Now;
        Assert.Equal(
            (CaseState.Done, accepted.Bytes, accepted.Bytes, 110L, 14, 13, 13), (now.State, now.Bytes, now.Arrived, now.Packets, now.Flows, now.Resets, now.Examined));
    }

    [Fact]
    public async Task FinishedCase_IsAnnouncedOnceItsFirstViewIsReady()
    {
        using var view = new HeldView();
        await using CaseFolder folder = await CaseFolder.OpenAsync(view: view);
        AcceptedCapture accepted = await Receive(folder);
        CaseProgress progress = folder.Get<ProgressBoard>().OfCase(accepted.CaseId)!;

        Assert.Equal(accepted.CaseId, await view.Asked);
        CaseState before = progress.Now.State;
        CaseDetails? stored = await folder.Get<CaseStore>().FindAsync(accepted.CaseId);
        view.Release();
        await progress.Ended;

        Assert.Equal((CaseState.Analysing, CaseState.Done, CaseState.Done), (before, stored!.State, progress.Now.State));
    }

    private static async Task<AcceptedCapture> Receive(CaseFolder folder)
    {
        await using FileStream file = File.OpenRead(Inputs.File("several-causes.pcap"));
        return await folder.Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload("x.pcap", file.Length, null));
    }
}
