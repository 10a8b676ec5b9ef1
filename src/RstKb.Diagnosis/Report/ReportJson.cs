using System.Text.Json;
using System.Text.Json.Serialization;

namespace RstKb.Diagnosis.Report;

/// <summary>How the report is written as JSON: camelCase, UTF-8, source-generated. Optional fields that are null stay in, so that the shape is always the same.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnalysisReport))]
[JsonSerializable(typeof(CaptureSummary))]
[JsonSerializable(typeof(FlowCounts))]
[JsonSerializable(typeof(ResetReport))]
[JsonSerializable(typeof(FlowTimeline))]
public sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The same, indented, for people.</summary>
    public static ReportJson Indented { get; } =
        new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true });
}
