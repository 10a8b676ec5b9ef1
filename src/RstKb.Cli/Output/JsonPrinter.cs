using System.Text.Json;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>The report for programs: <c>rstkb.report/1</c>.</summary>
internal static class JsonPrinter
{
    /// <summary>The whole report, indented where a person reads it.</summary>
    public static void Print(StandardOutput output, AnalysisReport report)
    {
        var shape = output.IsTerminal ? ReportJson.Indented : ReportJson.Default;
        JsonSerializer.Serialize(output.Bytes, report, shape.AnalysisReport);
        output.Line();
    }

    /// <summary>One line for the capture, then one for each reset flow.</summary>
    public static void PrintLines(StandardOutput output, AnalysisReport report)
    {
        var bytes = output.Bytes;
        var capture = new CaptureLine { EngineVersion = report.EngineVersion, Capture = report.Capture, Flows = report.Flows };
        JsonSerializer.Serialize(bytes, capture, CaptureLineJson.Default.CaptureLine);
        foreach (var reset in report.Resets)
        {
            bytes.Write("\n"u8);
            JsonSerializer.Serialize(bytes, reset, ReportJson.Default.ResetReport);
        }

        output.Line();
    }
}
