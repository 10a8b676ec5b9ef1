using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;
using RstKb.Diagnosis;

namespace RstKb.Cases.Intake;

/// <summary>What happens before the first request: the data folder is taken, the tables are brought up to date, what a sudden end left is put right.</summary>
public sealed class CaseStart(
    IDbContextFactory<CaseDatabase> databases, CaptureVault vault, OpenAnalyses analyses, AnalysisQueue queue, ProgressBoard board,
    CaseSettings settings, TimeProvider clock) : IDisposable
{
    private FileStream? _lock;

    /// <summary>
    /// Prepares the data folder. Cases whose capture never arrived are removed; those whose analysis was interrupted are queued again.
    /// </summary>
    /// <exception cref="IOException">Another process works with the same folder, or it cannot be written.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        TakeFolder();
        vault.ClearIncoming();
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await database.Cases.Where(row => row.State == CaseState.Receiving).ExecuteDeleteAsync(cancellationToken);
        foreach (Case row in await database.Cases.AsNoTracking().Where(row => row.State == CaseState.Analysing).ToListAsync(cancellationToken))
        {
            if (vault.Holds(row.CaptureSha256))
            {
                CaseProgress progress = board.TryOpen(row.PublicId, null, CaseState.Analysing, row.CaptureBytes, row.CaptureBytes)!;
                var identity = new CaptureIdentity(row.CaptureName, row.CaptureBytes, row.CaptureSha256);
                OpenAnalysis open = analyses.Reopen(row.PublicId);
                open.TellOnStop(progress, clock);
                queue.Add(new AnalysisJob(open, progress, identity, null));
            }
            else
            {
                await database.Cases.Where(lost => lost.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    public void Dispose() => _lock?.Dispose();

    private void TakeFolder()
    {
        try
        {
            _lock = new FileStream(Path.Combine(settings.DataFolder, "rstkb.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new IOException($"The data folder {settings.DataFolder} is in use by another RstKb, or cannot be written.", fault);
        }
    }
}
