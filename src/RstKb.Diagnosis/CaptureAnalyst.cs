using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Report;
using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis;

/// <summary>The whole way from bytes to report, in two passes. It holds no state: one may serve many captures at once.</summary>
public sealed class CaptureAnalyst(CaptureLimits limits)
{
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
        SurveyResult result = survey.Result;
        var context = new CaptureContext(result);
        var resets = new List<ResetReport>(result.Flows.ResetFlows);
        Examination.Run(
            capture,
            result,
            limits,
            trace =>
            {
                var scene = new ResetScene(trace, context);
                ResetReport report = ResetReportBuilder.Build(scene, Diagnostician.Weigh(scene));
                resets.Add(report);
                onReset?.Invoke(report, TimelineBuilder.Build(trace));
            },
            progress is null ? null : done => progress.Report(new AnalysisProgress(identity.SizeBytes, survey.Packets, survey.Flows, done, "examining")),
            cancellationToken);
        resets.Sort(static (a, b) => a.Flow.CompareTo(b.Flow));
        return new AnalysisReport
        {
            EngineVersion = Engine.Version,
            Capture = Summarise(result, identity),
            Flows = CountFlows(result),
            Resets = resets,
        };
    }

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
