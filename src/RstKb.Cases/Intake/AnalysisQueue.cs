using System.Threading.Channels;

namespace RstKb.Cases.Intake;

/// <summary>Captures that wait for their second pass. It is bounded by <see cref="CaseSettings.MaxOpenAnalyses"/>: each holds a place among the open analyses.</summary>
public sealed class AnalysisQueue(CaseAnalysis analysis, CaseSettings settings)
{
    private readonly Channel<AnalysisJob> _jobs = Channel.CreateUnbounded<AnalysisJob>();

    /// <summary>Works until <paramref name="stopping"/> is set. Captures that are not done by then are taken up again at the next start.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, settings.MaxRunningAnalyses).Select(_ => WorkAsync(stopping)));

    internal void Add(AnalysisJob job)
    {
        job.Open.Wait();
        _jobs.Writer.TryWrite(job);
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (AnalysisJob job in _jobs.Reader.ReadAllAsync(stopping))
        {
            if (job.Open.TryBegin())
            {
                await analysis.RunAsync(job, stopping);
            }
        }
    }
}
