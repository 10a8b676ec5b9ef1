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
}
