using System.Globalization;
using System.Text.Json;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Printing;
using RstKb.Diagnosis.Report;

namespace RstKb.Fuzz;

/// <summary>One input sent through the whole analyst, as an upload is. Whatever the bytes are, it ends in a report or in one sentence that says why there is none.</summary>
public static class Trial
{
    /// <summary>Bytes that an analysis may allocate whatever the input: windows, tables, sentences.</summary>
    private const long FixedBytes = 64L * 1024 * 1024;

    /// <summary>And for each byte of the input, decompressed. A reset flow of one packet of 60 bytes has a report of a few kilobytes.</summary>
    private const long BytesPerByte = 1500;

    /// <summary>Runs the input.</summary>
    /// <returns>Null where all is well, else what went wrong.</returns>
    public static string? Run(byte[] input)
    {
        // What is checked is bounded memory, so a bomb is stopped early.
        var limits = new CaptureLimits { MaxDecompressedBytes = 4 * 1024 * 1024, MaxFlows = 100_000, MaxResets = 2_000 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        long unpacked = input.Length;
        try
        {
            var analyst = new CaptureAnalyst(limits, helpers: 0);
            CaptureSurvey survey = analyst.Survey(new MemoryStream(input), null, CancellationToken.None);
            int resets = 0;
            AnalysisReport report = analyst.Diagnose(
                new MemoryStream(input), survey, new CaptureIdentity("fuzz", input.Length, ""), (_, timeline) => resets += Told(timeline), null, CancellationToken.None);
            unpacked = report.Capture.Compression == "none" ? input.Length : limits.MaxDecompressedBytes;
            if (Contradiction(report, resets) is { } contradiction)
            {
                return contradiction;
            }
        }
        catch (CaptureFormatException refused)
        {
            if (!refused.Message.EndsWith('.'))
            {
                return $"no sentence: {refused.Message}";
            }

            unpacked = Math.Max(unpacked, refused.ByteOffset);
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= FixedBytes + (unpacked * BytesPerByte)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} bytes were allocated for {input.Length:N0} bytes of input");
    }

    private static int Told(FlowTimeline timeline) => TextLadder.Draw(timeline).All(line => line.Length <= TextLadder.Width) && JsonSerializer.Serialize(timeline, ReportJson.Default.FlowTimeline).Length > 0 ? 1 : 0;

    private static string? Contradiction(AnalysisReport report, int resets)
    {
        if (report.Capture.TcpPackets > report.Capture.Packets)
        {
            return "more TCP packets than packets";
        }

        if (report.Resets.Count != Math.Min(report.Flows.WithReset, 2_000) || resets != report.Resets.Count)
        {
            return $"{report.Flows.WithReset} flows with a reset, {report.Resets.Count} reports, {resets} ladders that fit";
        }

        foreach (ResetReport reset in report.Resets)
        {
            double sum = reset.Candidates.Sum(candidate => candidate.Confidence);
            if (reset.Reset.Packet < 1 || reset.Flow >= report.Flows.Total || !double.IsFinite(reset.DurationSeconds) || sum > 1.01)
            {
                return $"flow {reset.Flow}: reset in packet {reset.Reset.Packet}, {reset.DurationSeconds} s, confidences of {sum}";
            }
        }

        return JsonSerializer.Serialize(report, ReportJson.Default.AnalysisReport).Length > 0 ? null : "an empty report";
    }
}
