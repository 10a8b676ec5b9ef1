using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases;
using RstKb.Cases.Entities;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Storage;
using RstKb.Tests.House;

namespace RstKb.Tests.Cases;

public sealed class CaptureIntakeTests
{
    [Fact]
    public async Task Capture_BecomesACaseWithItsFlows()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();

        string id = await folder.AnalyseAsync("several-causes.pcap", @"C:\captures\web.pcap");

        CaseDetails? found = await folder.Get<CaseStore>().FindAsync(id);
        Assert.NotNull(found);
        Assert.Equal((CaseState.Done, "web.pcap", 14, 13, true), (found.State, found.Name, found.Flows, found.ResetFlows, found.CaptureStored));
        Assert.Equal(found.CaptureSha256, found.Header!.Capture.Sha256);
        FlowPage page = await folder.Get<FlowStore>().QueryAsync(id, FlowFilter.All, FlowSort.Default, 0, 500);
        Assert.Equal(13, page.Total);
        Assert.Equal(page.Rows.Select(row => row.Flow).Order(), page.Rows.Select(row => row.Flow));
    }

    [Fact]
    public async Task StoredFile_IsNamedAfterItsHashAndHoldsTheSameBytes()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();

        await folder.AnalyseAsync("closed-port.pcap", "../../../etc/passwd");

        byte[] bytes = await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"));
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        string stored = Assert.Single(folder.Captures());
        Assert.Equal(Path.Combine(folder.Path, "captures", hash[..2], hash), stored);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(stored));
    }

    [Fact]
    public async Task SameCaptureTwice_IsStoredOnceAndGoesWithTheLastCase()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string first = await folder.AnalyseAsync("closed-port.pcap");
        string second = await folder.AnalyseAsync("closed-port.pcap");

        Assert.Single(folder.Captures());
        Assert.True(await folder.Get<CaseStore>().DeleteAsync(first));
        Assert.Single(folder.Captures());
        Assert.True(await folder.Get<CaseStore>().DeleteAsync(second));
        Assert.Empty(folder.Captures());
    }

    [Fact]
    public async Task NoCapture_IsRefusedAndLeavesNothing()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        using var text = new MemoryStream(Encoding.ASCII.GetBytes("This is a letter and no capture at all."));

        var refusal = await Assert.ThrowsAsync<UploadRefusedException>(
            () => folder.Get<CaptureIntake>().ReceiveAsync(text, new CaptureUpload("letter.txt", text.Length, null)));

        Assert.Equal(UploadRefusal.NotACapture, refusal.Reason);
        Assert.Equal(0, refusal.ByteOffset);
        await AssertEmpty(folder);
    }

    [Fact]
    public async Task EmptyUpload_IsRefused()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();

        var refusal = await Assert.ThrowsAsync<UploadRefusedException>(
            () => folder.Get<CaptureIntake>().ReceiveAsync(Stream.Null, new CaptureUpload("nothing", 0, null)));

        Assert.Equal(UploadRefusal.NotACapture, refusal.Reason);
    }

    [Fact]
    public async Task MoreBytesThanAllowed_AreRefusedWhateverWasDeclared()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxUploadBytes = 1000 });
        await using FileStream file = File.OpenRead(Inputs.File("several-causes.pcap"));

        foreach (long? declared in new long?[] { file.Length, null, 10 })
        {
            file.Position = 0;
            var refusal = await Assert.ThrowsAsync<UploadRefusedException>(
                () => folder.Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload("x", declared, null)));
            Assert.Equal(UploadRefusal.TooLarge, refusal.Reason);
        }

        await AssertEmpty(folder);
    }

    [Fact]
    public async Task FullDisk_IsRefusedBeforeAByteIsRead()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MinFreeBytes = long.MaxValue });
        await using FileStream file = File.OpenRead(Inputs.File("closed-port.pcap"));

        var refusal = await Assert.ThrowsAsync<UploadRefusedException>(
            () => folder.Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload("x", null, null)));

        Assert.Equal(UploadRefusal.NoSpace, refusal.Reason);
        Assert.Equal(0, file.Position);
    }

    [Fact]
    public async Task MoreUploadsThanPlaces_AreAskedToComeBackAndThePlaceIsGivenBack()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(settings => settings with { MaxOpenAnalyses = 1 });
        var slow = new HeldStream();
        using var cancel = new CancellationTokenSource();
        Task<AcceptedCapture> first = folder.Get<CaptureIntake>().ReceiveAsync(slow, new CaptureUpload("slow", null, null), cancel.Token);
        await slow.Reached;

        var refusal = await Assert.ThrowsAsync<UploadRefusedException>(() => folder.AnalyseAsync("closed-port.pcap"));
        Assert.Equal(UploadRefusal.Busy, refusal.Reason);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await folder.AnalyseAsync("closed-port.pcap");
    }

    [Fact]
    public async Task CancelledUpload_LeavesNothing()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        var slow = new HeldStream(await File.ReadAllBytesAsync(Inputs.File("several-causes.pcap")));
        using var cancel = new CancellationTokenSource();
        var upload = Guid.NewGuid();
        Task<AcceptedCapture> sending = folder.Get<CaptureIntake>().ReceiveAsync(slow, new CaptureUpload("slow", null, upload), cancel.Token);
        await slow.Reached;
        CaseProgress? progress = await folder.Get<ProgressBoard>().OfUploadAsync(upload, TimeSpan.Zero);
        Assert.Equal(CaseState.Receiving, progress!.Now.State);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal((CaseState.Failed, "upload-broke"), (progress.Now.State, progress.Now.ErrorCode));
        await AssertEmpty(folder);
    }

    [Fact]
    public async Task CaseDeletedWhileItsCaptureArrives_StopsTheUpload()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        var slow = new HeldStream();
        Task<AcceptedCapture> sending = folder.Get<CaptureIntake>().ReceiveAsync(slow, new CaptureUpload("slow", null, null));
        await slow.Reached;
        await using CaseDatabase database = folder.Database();
        string id = await database.Cases.Select(row => row.PublicId).SingleAsync();

        await folder.Get<CaseStore>().DeleteAsync(id);

        Assert.Equal(UploadRefusal.Deleted, (await Assert.ThrowsAsync<UploadRefusedException>(() => sending)).Reason);
        await AssertEmpty(folder);
    }

    [Fact]
    public async Task UploadIdInUse_IsRefused()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        var upload = Guid.NewGuid();
        byte[] capture = await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"));
        await folder.Get<CaptureIntake>().ReceiveAsync(new MemoryStream(capture), new CaptureUpload("x", null, upload));

        var refusal = await Assert.ThrowsAsync<UploadRefusedException>(
            () => folder.Get<CaptureIntake>().ReceiveAsync(new MemoryStream(capture), new CaptureUpload("x", null, upload)));

        Assert.Equal(UploadRefusal.UploadIdInUse, refusal.Reason);
    }

    [Fact]
    public async Task CaptureCutShort_IsAnalysedUpToTheCut()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        byte[] capture = (await File.ReadAllBytesAsync(Inputs.File("several-causes.pcap")))[..^17];

        AcceptedCapture accepted = await folder.Get<CaptureIntake>().ReceiveAsync(new MemoryStream(capture), new CaptureUpload("cut", null, null));
        await folder.Get<ProgressBoard>().OfCase(accepted.CaseId)!.Ended;

        CaseDetails? found = await folder.Get<CaseStore>().FindAsync(accepted.CaseId);
        Assert.NotNull(found!.Header!.Capture.CutShort);
        Assert.Equal(CaseState.Done, found.State);
    }

    internal static async Task AssertEmpty(CaseFolder folder)
    {
        Assert.Empty(folder.Captures());
        await using CaseDatabase database = folder.Database();
        Assert.Empty(await database.Cases.ToListAsync());
        Assert.Empty(await database.Set<ResetFlow>().ToListAsync());
    }
}
