using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Report;

namespace RstKb.Diagnosis;

/// <summary>The whole way from bytes to report, in two passes. It holds no state: one may serve many captures at once.</summary>
/// <param name="limits">Bounds.</param>
/// <param name="helpers">Threads that help with the second pass; by default one fewer than the machine has cores. Their number changes no report.</param>
public sealed class CaptureAnalyst(CaptureLimits limits, int? helpers = null)
{
    /// <summary>So many resets ask for every habit of the hosts sooner or later.</summary>
    private const int ResetsBeforePreparing = 5_000;

    /// <summary>The first pass. The stream is read to its end, so an upload can be surveyed while it arrives.</summary>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public CaptureSurvey Survey(Stream capture, IProgress<AnalysisProgress>? progress, CancellationToken cancellationToken)
    {
        Action<SurveyProgress>? report = progress is null
            ? null
            : p => progress.Report(new AnalysisProgress(p.Bytes, p.Packets, p.Flows, p.ResetFlows, "surveying"));
        return new CaptureSurvey(RstKb.Capture.Flows.Survey.Run(capture, limits, report, cancellationToken));
    }

    /// <summary>The second pass: reads the same bytes again and judges every reset.</summary>
    /// <param name="capture">A new stream over the same bytes.</param>
    /// <param name="survey">The first pass.</param>
    /// <param name="identity">Name, size and hash of the file.</param>
    /// <param name="onReset">Called once a reset flow, in the order in which the flows end, with its verdict and its timeline; null where only the report is wanted.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public AnalysisReport Diagnose(
        Stream capture,
        CaptureSurvey survey,
        CaptureIdentity identity,
        Action<ResetReport, FlowTimeline>? onReset,
        IProgress<AnalysisProgress>? progress,
        CancellationToken cancellationToken)
    {
        var resets = new List<ResetReport>();
        DiagnoseEach(
            capture,
            survey,
            reset => (Report: reset.Report(), Timeline: onReset is null ? null : reset.Timeline()),
            told =>
            {
                resets.Add(told.Report);
                onReset?.Invoke(told.Report, told.Timeline!);
            },
            progress,
            cancellationToken);
        resets.Sort(static (a, b) => a.Flow.CompareTo(b.Flow));
        return Summarise(survey, identity) with { Resets = resets };
    }

    /// <summary>The second pass for those who want to keep less than a whole report: of each reset flow they keep what they make of it.</summary>
    /// <param name="capture">A new stream over the same bytes.</param>
    /// <param name="survey">The first pass.</param>
    /// <param name="make">What is wanted of a flow. Called on several threads at once; it may not keep the reset it is given.</param>
    /// <param name="take">Called on this thread with what was made, in the order in which the flows end, which is the same every time.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public void DiagnoseEach<T>(
        Stream capture, CaptureSurvey survey, Func<DiagnosedReset, T> make, Action<T> take, IProgress<AnalysisProgress>? progress, CancellationToken cancellationToken)
    {
        var context = new CaptureContext(survey.Result);
        int helpersNow = helpers ?? Environment.ProcessorCount - 1;
        if (survey.Resets >= ResetsBeforePreparing)
        {
            context.Prepare(helpersNow + 1);
        }

        var spent = new SpentTraces();
        using var work = new OrderedWork<FlowTrace, T>(trace => make(new DiagnosedReset(trace, context)), take, spent.Add, helpersNow);
        Examination.Run(
            capture,
            survey.Result,
            limits,
            work.Add,
            progress is null ? null : done => progress.Report(new AnalysisProgress(survey.Bytes, survey.Packets, survey.Flows, done, "examining")),
            cancellationToken,
            spent);
        work.Complete();
    }

    /// <summary>The packets of one flow, whether or not it was reset.</summary>
    /// <param name="capture">A new stream over the same bytes.</param>
    /// <param name="survey">The first pass.</param>
    /// <param name="flow">From 0 to <see cref="CaptureSurvey.Flows"/>.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public FlowTimeline Trace(Stream capture, CaptureSurvey survey, int flow, CancellationToken cancellationToken) =>
        TimelineBuilder.Build(Examination.Trace(capture, survey.Result, limits, flow, cancellationToken));

    /// <summary>The report without its resets: all that the first pass tells.</summary>
    public AnalysisReport Summarise(CaptureSurvey survey, CaptureIdentity identity) => new()
    {
        EngineVersion = Engine.Version,
        Capture = Summarise(survey.Result, identity),
        Flows = CountFlows(survey.Result),
        Resets = [],
    };

    private CaptureSummary Summarise(SurveyResult result, CaptureIdentity identity)
    {
        SurveyCounts counts = result.Counts;
        bool any = counts.Packets > 0;
        return new CaptureSummary
        {
            Name = identity.Name,
            Format = result.Format,
            Compression = result.Compression,
            SizeBytes = identity.SizeBytes,
            Sha256 = identity.Sha256,
            LinkTypes = [.. result.LinkTypes.Select(LinkTypeNames.NameOf)],
            Packets = counts.Packets,
            TcpPackets = counts.TcpPackets,
            FirstPacketAt = any ? counts.First.ToString() : null,
            LastPacketAt = any ? counts.Latest.ToString() : null,
            DurationSeconds = any ? Math.Round(counts.Latest.SecondsSince(counts.First), 9) : 0,
            CutShort = result.CutShort is { } cut ? new CutShortReport(cut.AfterPacket, cut.AtByte, cut.Reason) : null,
            Warnings = CaptureWarnings.Of(result, limits),
        };
    }

    private static FlowCounts CountFlows(SurveyResult result)
    {
        int closed = 0, halfClosed = 0, open = 0, unanswered = 0, midStream = 0;
        for (int flow = 0; flow < result.Flows.Count; flow++)
        {
            ref readonly FlowRecord record = ref result.Flows[flow];
            if (record.HasReset)
            {
                continue;
            }

            int fins = ((record.Low.Flags & TcpFlags.Fin) != 0 ? 1 : 0) + ((record.High.Flags & TcpFlags.Fin) != 0 ? 1 : 0);
            bool syn = record.Low.HasSyn || record.High.HasSyn;
            bool synAck = record.Low.HasSynAck || record.High.HasSynAck;
            if (fins == 2)
            {
                closed++;
            }
            else if (fins == 1)
            {
                halfClosed++;
            }
            else if (syn && !synAck && (record.Low.Packets == 0 || record.High.Packets == 0))
            {
                unanswered++;
            }
            else if (syn || synAck)
            {
                open++;
            }
            else
            {
                midStream++;
            }
        }

        return new FlowCounts(result.Flows.Count, result.Flows.ResetFlows, new FlowEndings(closed, halfClosed, open, unanswered, midStream));
    }
}
