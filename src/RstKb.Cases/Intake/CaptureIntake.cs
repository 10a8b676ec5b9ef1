using System.IO.Pipelines;
using Microsoft.EntityFrameworkCore;
using RstKb.Capture;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;
using RstKb.Diagnosis;

namespace RstKb.Cases.Intake;

/// <summary>
/// Takes a capture as it arrives. Every piece goes to disk, into the hash and, through a bounded pipe, to the first pass, which runs on a thread of
/// its own: when the last byte is here the capture has been surveyed. The second pass follows in the <see cref="AnalysisQueue"/>.
/// </summary>
public sealed class CaptureIntake(
    IDbContextFactory<CaseDatabase> databases,
    CaptureVault vault,
    OpenAnalyses analyses,
    AnalysisQueue queue,
    ProgressBoard board,
    CaptureAnalyst analyst,
    CaseSettings settings,
    TimeProvider clock)
{
    private const int Chunk = 128 * 1024;
    private const int PipeBytes = 4 * 1024 * 1024;
    private const long SpaceCheckEvery = 64 * 1024 * 1024;
    private const int DiskFull = 28; // ENOSPC

    /// <summary>Receives a capture and opens a case for it. Whatever goes wrong, nothing of the upload is kept.</summary>
    /// <exception cref="UploadRefusedException">It was not taken; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The sender went away.</exception>
    public async Task<AcceptedCapture> ReceiveAsync(Stream body, CaptureUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(upload);
        RefuseTooLarge(upload.DeclaredBytes ?? 0);
        RefuseWithoutSpace(upload.DeclaredBytes ?? 0);
        string caseId = PublicId.New();
        OpenAnalysis open = analyses.TryOpen(caseId) ?? throw new UploadRefusedException(
            UploadRefusal.Busy, $"{settings.MaxOpenAnalyses} captures are being read at this moment, which is as many as this server takes at once. Try again in a few seconds.");
        AnalysisJob? job = null;
        try
        {
            CaseProgress progress = board.TryOpen(caseId, upload.UploadId, CaseState.Receiving, 0, upload.DeclaredBytes)
                ?? throw new UploadRefusedException(UploadRefusal.UploadIdInUse, "This upload id belongs to another upload. Choose a new one.");
            open.TellOnStop(progress, clock);
            job = await ReceiveAsync(body, upload, open, progress, cancellationToken);
            queue.Add(job);
            return new AcceptedCapture(caseId, job.Identity.Sha256, job.Identity.SizeBytes);
        }
        finally
        {
            if (job is null)
            {
                open.Dispose();
            }
        }
    }

    private async Task<AnalysisJob> ReceiveAsync(
        Stream body, CaptureUpload upload, OpenAnalysis open, CaseProgress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, open.Stopped);
        try
        {
            string name = PlainText.FileName(upload.Name, Case.NameLength);
            await OpenCaseAsync(open.CaseId, name, upload.IsSample, stop.Token);
            using IncomingCapture incoming = vault.Begin();
            CaptureSurvey survey = await SurveyAsync(body, incoming, progress, stop.Token);
            var identity = new CaptureIdentity(name, incoming.Length, await incoming.FinishAsync());
            await KeepAsync(open.CaseId, incoming, identity, stop.Token);
            progress.Accepted(identity.SizeBytes);
            return new AnalysisJob(open, progress, identity, survey);
        }
        catch (Exception fault)
        {
            await DropCaseAsync(open.CaseId);
            UploadRefusedException? refusal = open.Stopped.IsCancellationRequested
                ? new UploadRefusedException(UploadRefusal.Deleted, "The case was deleted while its capture was arriving.", inner: fault)
                : Refusal(fault);
            progress.Fail(refusal?.Code ?? "upload-broke", refusal?.Message ?? "The upload broke off; nothing of it was kept. Send the capture again.", clock.GetUtcNow());
            if (refusal is null || refusal == fault)
            {
                throw;
            }

            throw refusal;
        }
    }

    private async Task<CaptureSurvey> SurveyAsync(Stream body, IncomingCapture incoming, CaseProgress progress, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, minimumSegmentSize: Chunk, useSynchronizationContext: false));
        Task<CaptureSurvey> survey = Task.Factory.StartNew(
            () => Survey(pipe.Reader, progress, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await CopyAsync(body, pipe.Writer, incoming, progress, survey, cancellationToken);
            await pipe.Writer.CompleteAsync();
        }
        catch (Exception fault)
        {
            await pipe.Writer.CompleteAsync(fault);
            await ((Task)survey).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await survey;
    }

    private CaptureSurvey Survey(PipeReader reader, CaseProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            using Stream capture = reader.AsStream(leaveOpen: true);
            return analyst.Survey(capture, progress, cancellationToken);
        }
        finally
        {
            reader.Complete();
        }
    }

    private async Task CopyAsync(
        Stream body, PipeWriter writer, IncomingCapture incoming, CaseProgress progress, Task survey, CancellationToken cancellationToken)
    {
        long nextSpaceCheck = SpaceCheckEvery;
        while (true)
        {
            Memory<byte> piece = writer.GetMemory(Chunk)[..Chunk];
            int read = await body.ReadAsync(piece, cancellationToken);
            if (read == 0)
            {
                return;
            }

            RefuseTooLarge(incoming.Length + read);
            if (incoming.Length >= nextSpaceCheck)
            {
                RefuseWithoutSpace(0);
                nextSpaceCheck = incoming.Length + SpaceCheckEvery;
            }

            await AppendAsync(incoming, piece[..read], cancellationToken);
            progress.Arrived(incoming.Length);
            writer.Advance(read);
            FlushResult flushed = await writer.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                // The first pass has ended before the last byte. If it threw, the rest need not come; otherwise it is only stored.
                await survey;
            }
        }
    }

    private static async Task AppendAsync(IncomingCapture incoming, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            await incoming.AppendAsync(piece, cancellationToken);
        }
        catch (IOException fault) when ((fault.HResult & 0xffff) == DiskFull)
        {
            throw new UploadRefusedException(UploadRefusal.NoSpace, "The server's disk is full. Ask its operator to make room.", inner: fault);
        }
    }

    private async Task OpenCaseAsync(string caseId, string name, bool isSample, CancellationToken cancellationToken)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        database.Cases.Add(new Case
        {
            PublicId = caseId,
            Name = name,
            CaptureName = name,
            CaptureSha256 = "",
            CreatedAt = clock.GetUtcNow(),
            State = CaseState.Receiving,
            IsSample = isSample,
        });
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task KeepAsync(string caseId, IncomingCapture incoming, CaptureIdentity identity, CancellationToken cancellationToken)
    {
        using IDisposable held = await vault.HoldAsync(cancellationToken);
        vault.Keep(incoming, identity.Sha256);
        await using CaseDatabase database = await databases.CreateDbContextAsync(CancellationToken.None);
        await database.Cases.Where(row => row.PublicId == caseId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, CaseState.Analysing)
                .SetProperty(row => row.CaptureSha256, identity.Sha256)
                .SetProperty(row => row.CaptureBytes, identity.SizeBytes)
                .SetProperty(row => row.CaptureStored, true),
            CancellationToken.None);
    }

    private async Task DropCaseAsync(string caseId)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(CancellationToken.None);
        await database.Cases.Where(row => row.PublicId == caseId && row.State == CaseState.Receiving).ExecuteDeleteAsync(CancellationToken.None);
    }

    private void RefuseTooLarge(long bytes)
    {
        if (bytes > settings.MaxUploadBytes)
        {
            throw new UploadRefusedException(
                UploadRefusal.TooLarge,
                $"The capture has more than {settings.MaxUploadBytes:N0} bytes, the limit of this server. Keep only what is needed: tcpdump -r in.pcap -s 128 -w out.pcap tcp");
        }
    }

    private void RefuseWithoutSpace(long bytes)
    {
        if (vault.FreeBytes - bytes < settings.MinFreeBytes)
        {
            throw new UploadRefusedException(UploadRefusal.NoSpace, "The server's disk has no room for this capture. Ask its operator to make room, or send less.");
        }
    }

    private static UploadRefusedException? Refusal(Exception fault) => fault switch
    {
        UploadRefusedException refusal => refusal,
        CaptureFormatException format => new UploadRefusedException(UploadRefusal.NotACapture, format.Message, format.ByteOffset, format),
        _ => null,
    };
}
