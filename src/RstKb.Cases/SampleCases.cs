using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Intake;
using RstKb.Cases.Storage;

namespace RstKb.Cases;

/// <summary>The cases of the articles' sample captures: one for each file, made when somebody first opens it, found from the article and in no list.</summary>
public sealed class SampleCases(IDbContextFactory<CaseDatabase> databases, CaptureIntake intake, ProgressBoard board) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The case of a sample; it is analysed when this returns, unless that takes more than ten seconds.</summary>
    /// <param name="capture">Path of the capture, which is trusted.</param>
    /// <exception cref="UploadRefusedException">It was not taken; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> OpenAsync(string capture, CancellationToken cancellationToken = default)
    {
        byte[] bytes = await File.ReadAllBytesAsync(capture, cancellationToken);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await _one.WaitAsync(cancellationToken);
        try
        {
            string id = await FindAsync(sha256, cancellationToken)
                ?? (await intake.ReceiveAsync(new MemoryStream(bytes), new CaptureUpload(Path.GetFileName(capture), bytes.Length, null, IsSample: true), cancellationToken)).CaseId;
            await WaitAsync(id, cancellationToken);
            return id;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Cases.Where(row => row.IsSample && row.CaptureSha256 == sha256 && row.CaptureStored && row.State != CaseState.Failed)
            .OrderBy(row => row.Id).Select(row => row.PublicId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>A case that takes longer is opened while it is being read.</summary>
    private async Task WaitAsync(string caseId, CancellationToken cancellationToken)
    {
        if (board.OfCase(caseId) is { } progress)
        {
            await Task.WhenAny(progress.Ended, Task.Delay(LongestWait, cancellationToken));
        }
    }
}
