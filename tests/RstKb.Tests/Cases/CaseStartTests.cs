using Microsoft.EntityFrameworkCore;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Storage;
using RstKb.Tests.House;

namespace RstKb.Tests.Cases;

public sealed class CaseStartTests
{
    [Fact]
    public async Task Restart_KeepsTheCase()
    {
        CaseFolder before = await CaseFolder.OpenAsync();
        string id = await before.AnalyseAsync("several-causes.pcap");

        await using CaseFolder after = await CaseFolder.ReopenAsync(await before.CloseAsync());

        Assert.Equal(13, (await after.Get<CaseStore>().FindAsync(id))!.ResetFlows);
        Assert.NotNull(await after.Get<FlowStore>().FindAsync(id, 0));
    }

    [Fact]
    public async Task AnalysisInterrupted_IsMadeAgain()
    {
        CaseFolder before = await CaseFolder.OpenAsync(analyses: false);
        await using FileStream file = File.OpenRead(Inputs.File("several-causes.pcap"));
        AcceptedCapture accepted = await before.Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload("x", null, null));
        Assert.Equal(CaseState.Analysing, (await before.Get<CaseStore>().FindAsync(accepted.CaseId))!.State);

        await using CaseFolder after = await CaseFolder.ReopenAsync(await before.CloseAsync());
        await after.Get<ProgressBoard>().OfCase(accepted.CaseId)!.Ended;

        CaseDetails? found = await after.Get<CaseStore>().FindAsync(accepted.CaseId);
        Assert.Equal((CaseState.Done, 13), (found!.State, found.ResetFlows));
    }

    [Fact]
    public async Task CaptureThatNeverArrived_IsForgotten()
    {
        CaseFolder before = await CaseFolder.OpenAsync();
        string id = await before.AnalyseAsync("closed-port.pcap");
        await using (CaseDatabase database = before.Database())
        {
            await database.Cases.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CaseState.Receiving));
        }

        string leftover = Path.Combine(before.Path, "incoming", "leftover.part");
        await File.WriteAllTextAsync(leftover, "half a capture");

        await using CaseFolder after = await CaseFolder.ReopenAsync(await before.CloseAsync());

        Assert.Null(await after.Get<CaseStore>().FindAsync(id));
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task AnalysisInterruptedAndCaptureGone_IsForgotten()
    {
        CaseFolder before = await CaseFolder.OpenAsync(analyses: false);
        await using FileStream file = File.OpenRead(Inputs.File("closed-port.pcap"));
        AcceptedCapture accepted = await before.Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload("x", null, null));
        File.Delete(Assert.Single(before.Captures()));

        await using CaseFolder after = await CaseFolder.ReopenAsync(await before.CloseAsync());

        Assert.Null(await after.Get<CaseStore>().FindAsync(accepted.CaseId));
    }
}
