using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Packets;

/// <summary>
/// Flows without a reset, read again out of a stored capture: they are not kept with a case. The survey of the capture that was analysed or asked about last
/// is kept, and so are the flows that were read last; without its survey a capture is surveyed once more.
/// </summary>
public sealed class StoredFlows(CaseStore cases, CaptureVault vault, CaptureAnalyst analyst) : IDisposable
{
    /// <summary>A larger survey is not kept.</summary>
    private const int MostFlowsKept = 500_000;

    private const int MostTimelinesKept = 16;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<(string Sha256, int Flow, FlowTimeline Timeline)> _read = new();
    private (string Sha256, CaptureSurvey Survey)? _last;

    /// <summary>Takes over the survey of a capture that has just been analysed, so that the first question need not make it again.</summary>
    internal void Keep(string sha256, CaptureSurvey survey)
    {
        // Whoever reads just now keeps what they have.
        if (!_turn.Wait(0))
        {
            return;
        }

        _last = survey.Flows <= MostFlowsKept ? (sha256, survey) : null;
        _turn.Release();
    }

    /// <summary>One flow's packets; null where the case, its capture or the flow is not there.</summary>
    public Task<FlowTimeline?> FindAsync(string caseId, int flow, CancellationToken cancellationToken = default) => AskAsync(
        caseId,
        flow,
        (sha256, survey) =>
        {
            if (_read.FirstOrDefault(kept => kept.Sha256 == sha256 && kept.Flow == flow).Timeline is { } read)
            {
                return read;
            }

            using Stream capture = vault.Open(sha256);
            FlowTimeline timeline = analyst.Trace(capture, survey, flow, cancellationToken);
            _read.Enqueue((sha256, flow, timeline));
            if (_read.Count > MostTimelinesKept)
            {
                _read.Dequeue();
            }

            return timeline;
        },
        cancellationToken);

    /// <summary>The number of a flow to the same server that ended well; null where the capture has none, or is gone.</summary>
    public async Task<int?> HealthyLikeAsync(string caseId, int flow, CancellationToken cancellationToken = default) =>
        (await AskAsync(caseId, flow, (_, survey) => survey.HealthyLike(flow) is { } found ? new Found(found) : null, cancellationToken))?.Flow;

    public void Dispose() => _turn.Dispose();

    private async Task<T?> AskAsync<T>(string caseId, int flow, Func<string, CaptureSurvey, T?> ask, CancellationToken cancellationToken)
        where T : class
    {
        CaseDetails? found = await cases.FindAsync(caseId, cancellationToken);
        if (found is not { State: CaseState.Done, CaptureStored: true } || flow < 0 || flow >= found.Flows || !vault.Holds(found.CaptureSha256))
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => ask(found.CaptureSha256, SurveyOf(found.CaptureSha256, cancellationToken)), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private CaptureSurvey SurveyOf(string sha256, CancellationToken cancellationToken)
    {
        if (_last is { } last && last.Sha256 == sha256)
        {
            return last.Survey;
        }

        using Stream capture = vault.Open(sha256);
        CaptureSurvey survey = analyst.Survey(capture, null, cancellationToken);
        _last = survey.Flows <= MostFlowsKept ? (sha256, survey) : null;
        return survey;
    }

    private sealed record Found(int Flow);
}
