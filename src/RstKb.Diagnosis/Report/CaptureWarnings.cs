using RstKb.Capture;
using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Report;

/// <summary>Flaws of a capture that make verdicts weaker, each with its figure.</summary>
internal static class CaptureWarnings
{
    public static IReadOnlyList<CaptureWarning> Of(SurveyResult survey, CaptureLimits limits)
    {
        var warnings = new List<CaptureWarning>();
        SurveyCounts counts = survey.Counts;
        if (survey.CutShort is { } cut)
        {
            warnings.Add(new CaptureWarning("cut-short", $"The file breaks off after packet {cut.AfterPacket:N0}: {cut.Reason}.", ["flows that were still open there"]));
        }

        if (counts.Snapped > 0)
        {
            warnings.Add(new CaptureWarning("snaplen", $"{counts.Snapped:N0} of {counts.Packets:N0} packets were cut at {counts.SnapLength:N0} bytes: headers are there, payload is not.", ["evidence from payload"]));
        }

        if (survey.Dropped is > 0 and var dropped)
        {
            warnings.Add(new CaptureWarning("drops", $"The capturing host dropped {dropped:N0} packets.", ["evidence from missing packets"]));
        }

        (int midStream, int oneWay) = CountIncomplete(survey);
        if (midStream > 0)
        {
            warnings.Add(new CaptureWarning("mid-stream", midStream == 1 && survey.Flows.ResetFlows == 1
                ? "The reset flow began before the capture: its handshake is missing."
                : $"{midStream:N0} of {survey.Flows.ResetFlows:N0} reset flows began before the capture: their handshake is missing.", ["who is the client", "window scale", "timestamps"]));
        }

        if (oneWay > 0)
        {
            warnings.Add(new CaptureWarning("one-way", oneWay == 1 ? "Of one reset flow only one direction was captured." : $"Of {oneWay:N0} reset flows only one direction was captured.", ["what drew the reset", "sequence numbers"]));
        }

        if (counts.ClockStepsBack > 0)
        {
            warnings.Add(new CaptureWarning("clock", counts.ClockStepsBack == 1 ? "The capture's clock goes back once." : $"The capture's clock goes back {counts.ClockStepsBack:N0} times.", ["evidence from timing"]));
        }

        if (counts.AreLimited)
        {
            warnings.Add(new CaptureWarning("packet-limit", $"Stopped after {limits.MaxPackets:N0} packets. The rest of the file was not read.", ["all that comes after the limit"]));
        }

        if (survey.Flows.Untracked > 0)
        {
            warnings.Add(new CaptureWarning("flow-limit", $"Stopped at {limits.MaxFlows:N0} flows. {survey.Flows.Untracked:N0} packets of later flows were counted, not examined.", ["all flows after the limit"]));
        }

        if (survey.Flows.ResetFlows > limits.MaxResets)
        {
            warnings.Add(new CaptureWarning("reset-limit", $"Stopped at {limits.MaxResets:N0} reset flows. The other {survey.Flows.ResetFlows - limits.MaxResets:N0} were counted, not examined.", ["all reset flows after the limit"]));
        }

        return warnings;
    }

    private static (int MidStream, int OneWay) CountIncomplete(SurveyResult survey)
    {
        int midStream = 0;
        int oneWay = 0;
        for (int flow = 0; flow < survey.Flows.Count; flow++)
        {
            ref readonly FlowRecord record = ref survey.Flows[flow];
            if (!record.HasReset)
            {
                continue;
            }

            bool opened = record.Low.HasSyn || record.High.HasSyn || record.Low.HasSynAck || record.High.HasSynAck;
            midStream += opened ? 0 : 1;
            oneWay += record.Low.Packets == 0 || record.High.Packets == 0 ? 1 : 0;
        }

        return (midStream, oneWay);
    }
}
