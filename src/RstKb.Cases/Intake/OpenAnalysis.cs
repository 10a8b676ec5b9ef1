namespace RstKb.Cases.Intake;

/// <summary>One case's place among the open analyses; disposing it gives the place back.</summary>
internal sealed class OpenAnalysis(string caseId, Action<OpenAnalysis> close) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    public string CaseId => caseId;

    /// <summary>Set when somebody deletes the case.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Ends when the place was given back.</summary>
    public Task Closed => _closed.Task;

    public void Stop() => _stop.Cancel();

    // The source is not disposed: somebody may still be about to stop it, and without a timer it holds nothing.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            close(this);
            _closed.SetResult();
        }
    }
}
