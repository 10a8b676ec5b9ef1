using RstKb.Diagnosis;

namespace RstKb.Cases.Intake;

/// <summary>How far one case has come. Written by the upload and by both passes, read by any number of listeners.</summary>
public sealed class CaseProgress : IProgress<AnalysisProgress>
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProgressSnapshot _now;

    internal CaseProgress(string caseId, CaseState state, long arrived, long? total, DateTimeOffset at) => _now = new ProgressSnapshot
    {
        CaseId = caseId, State = state, StartedAt = at, Bytes = 0, Arrived = arrived, Total = total, Examined = 0, Packets = 0, Flows = 0, Resets = 0,
    };

    /// <summary>The latest figures.</summary>
    public ProgressSnapshot Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>Ends, without an error, when the case is done or has failed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>When it ended; null before.</summary>
    internal DateTimeOffset? EndedAt { get; private set; }

    void IProgress<AnalysisProgress>.Report(AnalysisProgress value) => Change(now => now with
    {
        Bytes = Math.Max(now.Bytes, value.Bytes),
        Examined = value.State == "examining" ? Math.Max(now.Examined, value.Resets) : now.Examined,
        Packets = Math.Max(now.Packets, value.Packets),
        Flows = Math.Max(now.Flows, value.Flows),
        Resets = Math.Max(now.Resets, value.Resets),
    });

    internal void Found(IReadOnlyList<Flows.Facet> causes) => Change(now => now with { Found = causes });

    internal void Arrived(long bytes) => Change(now => now with { Arrived = bytes });

    internal void Accepted(long bytes) => Change(now => now with { State = CaseState.Analysing, Arrived = bytes, Total = bytes, Bytes = bytes });

    internal void Done(int flows, int resets, long packets, DateTimeOffset at) =>
        End(now => now with { State = CaseState.Done, Examined = resets, Flows = flows, Resets = resets, Packets = packets }, at);

    internal void Fail(string code, string sentence, DateTimeOffset at) =>
        End(now => now with { State = CaseState.Failed, ErrorCode = code, Error = sentence }, at);

    private void Change(Func<ProgressSnapshot, ProgressSnapshot> change)
    {
        lock (_lock)
        {
            if (!_now.IsLast)
            {
                _now = change(_now);
            }
        }
    }

    private void End(Func<ProgressSnapshot, ProgressSnapshot> change, DateTimeOffset at)
    {
        Change(change);
        EndedAt ??= at;
        _ended.TrySetResult();
    }
}
