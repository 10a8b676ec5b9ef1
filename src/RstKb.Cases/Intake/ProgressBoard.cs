using System.Collections.Concurrent;

namespace RstKb.Cases.Intake;

/// <summary>Where pages look up how far a case or an upload has come. It remembers for two minutes after the end, for listeners that come late.</summary>
public sealed class ProgressBoard(TimeProvider clock)
{
    private const int MaxRemembered = 2000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, CaseProgress> _byCase = new();
    private readonly ConcurrentDictionary<Guid, CaseProgress> _byUpload = new();

    /// <summary>The progress of a case that is open or ended a moment ago; null otherwise.</summary>
    public CaseProgress? OfCase(string caseId) => _byCase.GetValueOrDefault(caseId);

    /// <summary>The progress of an upload, by the id that its sender chose. The listener may come before the upload: it is waited for.</summary>
    /// <returns>Null where no such upload came within <paramref name="patience"/>.</returns>
    public async Task<CaseProgress?> OfUploadAsync(Guid uploadId, TimeSpan patience, CancellationToken cancellationToken = default)
    {
        long start = clock.GetTimestamp();
        CaseProgress? progress;
        while (!_byUpload.TryGetValue(uploadId, out progress) && clock.GetElapsedTime(start) < patience)
        {
            await Task.Delay(Poll, clock, cancellationToken);
        }

        return progress;
    }

    /// <summary>Null where the upload id is in use.</summary>
    internal CaseProgress? TryOpen(string caseId, Guid? uploadId, CaseState state, long arrived, long? total)
    {
        Forget();
        var progress = new CaseProgress(caseId, state, arrived, total, clock.GetUtcNow());
        if (uploadId is { } id && !_byUpload.TryAdd(id, progress))
        {
            return null;
        }

        _byCase[caseId] = progress;
        return progress;
    }

    private void Forget()
    {
        DateTimeOffset old = clock.GetUtcNow() - Remembered;
        bool full = _byCase.Count > MaxRemembered || _byUpload.Count > MaxRemembered;
        foreach ((string caseId, CaseProgress progress) in _byCase)
        {
            if (progress.EndedAt is { } ended && (full || ended < old))
            {
                _byCase.TryRemove(caseId, out _);
            }
        }

        foreach ((Guid uploadId, CaseProgress progress) in _byUpload)
        {
            if (progress.EndedAt is { } ended && (full || ended < old))
            {
                _byUpload.TryRemove(uploadId, out _);
            }
        }
    }
}
