using System.Collections.Concurrent;

namespace RstKb.Cases.Intake;

/// <summary>Which cases are arriving, waiting or under analysis at this moment. There is a bound, and each can be stopped.</summary>
public sealed class OpenAnalyses(CaseSettings settings)
{
    private readonly ConcurrentDictionary<string, OpenAnalysis> _open = new();
    private int _count;

    /// <summary>Opens an analysis of a new case; null where as many are open as the settings allow.</summary>
    internal OpenAnalysis? TryOpen(string caseId)
    {
        if (Interlocked.Increment(ref _count) <= settings.MaxOpenAnalyses)
        {
            return Register(caseId);
        }

        Interlocked.Decrement(ref _count);
        return null;
    }

    /// <summary>Opens one beyond the bound: for cases that a restart interrupted.</summary>
    internal OpenAnalysis Reopen(string caseId)
    {
        Interlocked.Increment(ref _count);
        return Register(caseId);
    }

    /// <summary>Stops a case's upload or analysis and waits until it has let go; nothing happens where none is open.</summary>
    public async Task StopAsync(string caseId, CancellationToken cancellationToken = default)
    {
        if (_open.TryGetValue(caseId, out OpenAnalysis? analysis))
        {
            analysis.Stop();
            await analysis.Closed.WaitAsync(cancellationToken);
        }
    }

    private OpenAnalysis Register(string caseId)
    {
        var analysis = new OpenAnalysis(caseId, Close);
        return _open.TryAdd(caseId, analysis) ? analysis : throw new InvalidOperationException("The case is open already.");
    }

    private void Close(OpenAnalysis analysis)
    {
        _open.TryRemove(analysis.CaseId, out _);
        Interlocked.Decrement(ref _count);
    }
}
