using RstKb.Cases.Intake;

namespace RstKb.Tests.Cases;

/// <summary>A first view that takes until it is released.</summary>
public sealed class HeldView : IFirstView, IDisposable
{
    private readonly TaskCompletionSource<string> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The case that was asked for, as soon as it was.</summary>
    public Task<string> Asked => _asked.Task;

    public void Release() => _released.TrySetResult();

    public Task PrepareAsync(string caseId, CancellationToken cancellationToken)
    {
        _asked.TrySetResult(caseId);
        return _released.Task;
    }

    public void Dispose() => Release();
}
