namespace RstKb.Cases.Intake;

/// <summary>One case's place among the open analyses; disposing it gives the place back.</summary>
internal sealed class OpenAnalysis(string caseId, Action<OpenAnalysis> close) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waits;
    private int _disposed;

    public string CaseId => caseId;

    /// <summary>Set when somebody deletes the case.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Ends when the place was given back.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Lets listeners know when the case is deleted.</summary>
    public void TellOnStop(CaseProgress progress, TimeProvider clock) =>
        _stop.Token.Register(() => progress.Fail("deleted", "The case was deleted.", clock.GetUtcNow()));

    /// <summary>Says that nobody works on it until <see cref="TryBegin"/>.</summary>
    public void Wait() => Volatile.Write(ref _waits, 1);

    /// <summary>False where it was stopped while it waited.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _waits, 0) == 1;

    /// <summary>Asks whoever works on it to let go; one that waits gives its place back at once.</summary>
    public void Stop()
    {
        _stop.Cancel();
        if (TryBegin())
        {
            Dispose();
        }
    }

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
